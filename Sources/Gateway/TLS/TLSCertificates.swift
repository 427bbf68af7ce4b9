import NIOSSL
import Synchronization

/// What new connections speak TLS with; it can be renewed while the gateway serves.
final class TLSCertificates: Sendable {
    private let files: TLSFiles
    private let current: Mutex<NIOSSLContext>

    /// Reads the files.
    ///
    /// - Throws: ``TLSFileError``.
    init(_ files: TLSFiles) throws(TLSFileError) {
        self.files = files
        current = Mutex(try files.load())
    }

    /// What the next connection is given.
    var context: NIOSSLContext { current.withLock { $0 } }

    /// Reads the files anew; where that fails, what was read before goes on.
    ///
    /// - Throws: ``TLSFileError``.
    func reload() throws(TLSFileError) {
        let context = try files.load()
        current.withLock { $0 = context }
    }
}
