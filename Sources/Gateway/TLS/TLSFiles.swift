import Glibc
import NIOSSL

/// The files that a gateway needs to speak TLS: its certificate and the private key that belongs to it.
public struct TLSFiles: Sendable, Hashable {
    /// The file with the certificate in PEM, and behind it the certificates that lead to its authority.
    public var certificate: String
    /// The file with the private key in PEM, without a passphrase.
    public var key: String

    /// Two files; they are read when the gateway is made, and whenever ``Gateway/reloadCertificates()`` is called.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }

    /// The most bytes of a file: some hundred certificates.
    private static let maximumBytes = 1 << 20

    /// Reads both files, and sees that they belong together.
    ///
    /// - Throws: ``TLSFileError``.
    func load() throws(TLSFileError) -> NIOSSLContext {
        let chain = try certificates()
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(bytes: try Self.bytes(of: key), format: .pem)
        } catch let error as TLSFileError {
            throw error
        } catch {
            throw TLSFileError(path: key, reason: "holds no private key in PEM without a passphrase")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["h2", "http/1.1"]
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch NIOSSLError.failedToLoadPrivateKey {
            throw TLSFileError(path: key, reason: "is not the key of the certificate in \(certificate)")
        } catch {
            throw TLSFileError(path: certificate, reason: "cannot be used for TLS: \(error)")
        }
    }

    private func certificates() throws(TLSFileError) -> [NIOSSLCertificate] {
        let bytes = try Self.bytes(of: certificate)
        guard let chain = try? NIOSSLCertificate.fromPEMBytes(bytes), !chain.isEmpty else {
            throw TLSFileError(path: certificate, reason: "holds no certificate in PEM")
        }
        return chain
    }

    private static func bytes(of path: String) throws(TLSFileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(path) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: maximumBytes + 1)
        var count = 0
        while count < bytes.count {
            let added = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
            }
            guard added >= 0 else { throw failure(path) }
            if added == 0 { return Array(bytes.prefix(count)) }
            count += added
        }
        throw TLSFileError(path: path, reason: "has more than \(maximumBytes) bytes")
    }

    private static func failure(_ path: String) -> TLSFileError {
        TLSFileError(path: path, reason: "cannot be read: \(String(cString: strerror(errno)))")
    }
}
