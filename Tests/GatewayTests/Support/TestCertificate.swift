import Foundation

/// A certificate for this machine and keys, in files of their own; made for these tests and good for nothing else.
struct TestCertificate {
    /// The directory of the files.
    let directory: URL

    /// Makes the files, hands them out, and removes them.
    static func with(_ work: (TestCertificate) async throws -> Void) async throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = TestCertificate(directory: directory)
        for (name, text) in [("certificate", certificate), ("key", key), ("other-key", otherKey), ("text", "hello")] {
            try files.write(text, to: name)
        }
        try await work(files)
    }

    /// The path of a file: `certificate`, `key`, `other-key`, `text`.
    func path(_ name: String) -> String { directory.appending(path: name).path }

    /// Replaces a file.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: directory.appending(path: name))
    }

    /// Signed by itself, for 127.0.0.1, ::1 and localhost, from 2020 to 2120.
    static let certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBjTCCATOgAwIBAgIBATAKBggqhkjOPQQDAjAeMRwwGgYDVQQDDBNiZWRyb2Nr
        LWxlZGdlciB0ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAe
        MRwwGgYDVQQDDBNiZWRyb2NrLWxlZGdlciB0ZXN0MFkwEwYHKoZIzj0CAQYIKoZI
        zj0DAQcDQgAEWXNpqpiCvVwzL8yqQnGz6uWI7meI/IgccmTKMXCGZ4BJnqLui4jG
        g4WNeMrePq1YjrVMVfviIxHCOqM3ddNfPqNgMF4wDwYDVR0TAQH/BAUwAwEB/zAs
        BgNVHREEJTAjhwR/AAABhxAAAAAAAAAAAAAAAAAAAAABgglsb2NhbGhvc3QwHQYD
        VR0OBBYEFDvctUIJTC6Prwt+urO9h/e5djzmMAoGCCqGSM49BAMCA0gAMEUCIQD7
        cAhflTfW0Bwq4nQEHozQJMLYXM/kxePUbZejM2KXVQIgQKVqtNxL8EqocqcdjbpF
        K1fmkA4uvpZoXqUG3p6er0Y=
        -----END CERTIFICATE-----
        """

    /// The key of the certificate.
    static let key = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgDmjkbZvtguOVlzeY
        M3Q7rXeITOIQgRmrXDwCaC5F6vKhRANCAARZc2mqmIK9XDMvzKpCcbPq5YjuZ4j8
        iBxyZMoxcIZngEmeou6LiMaDhY14yt4+rViOtUxV++IjEcI6ozd1018+
        -----END PRIVATE KEY-----
        """

    /// The key of no certificate.
    static let otherKey = """
        -----BEGIN PRIVATE KEY-----
        MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgWI6JXhNSxPd4GHvZ
        Ug9qyOoamKH1jJKhZOj1DyGzJ5ehRANCAARFUPHpBFulgC0hYZQ15mgPdLSHBX8P
        5ceocamKiNj6SO85ZgHml9mBOsKF+voagEZQEDmCwkFSjYYfRzif+sQF
        -----END PRIVATE KEY-----
        """
}
