import Glibc

/// Reads whole files that people name on the command line.
enum InputFile {
    /// The largest file that is read whole.
    static let maximumBytes = 256 << 20

    /// The bytes of a file; `-` stands for standard input.
    ///
    /// - Throws: ``CommandFailure`` with the path and the system's reason.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return try read(STDIN_FILENO, name: "standard input") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw CommandFailure(.failure, "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        defer { close(descriptor) }
        return try read(descriptor, name: path)
    }

    /// The secret that stands alone in a file.
    ///
    /// - Throws: ``CommandFailure`` where the file cannot be read, is empty or holds more.
    static func secret(in path: String) throws -> String {
        let text = String(decoding: try read(path), as: UTF8.self)
        let secret = text.split(whereSeparator: \.isWhitespace)
        guard secret.count == 1 else { throw CommandFailure(.usage, "\(path) must hold one secret and nothing else") }
        return String(secret[0])
    }

    private static func read(_ descriptor: Int32, name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var count = 0
            let part = [UInt8](unsafeUninitializedCapacity: 1 << 16) { target, size in
                count = Glibc.read(descriptor, target.baseAddress, target.count)
                size = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw CommandFailure(.failure, "\(name) cannot be read: \(String(cString: strerror(errno)))")
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: part)
            guard bytes.count <= maximumBytes else {
                throw CommandFailure(.failure, "\(name) is larger than \(maximumBytes) bytes")
            }
        }
    }
}
