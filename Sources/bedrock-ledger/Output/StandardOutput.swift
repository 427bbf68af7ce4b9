import Glibc

/// Where results go. Nothing else is ever written there, so that a script can read it.
enum StandardOutput {
    /// Writes a line of text and its end.
    static func print(_ line: String) throws {
        try write(Array(line.utf8) + [UInt8(ascii: "\n")])
    }

    /// Writes all bytes, however many calls that takes.
    ///
    /// - Throws: ``QuietExit`` when the reader has gone away, ``CommandFailure`` when the bytes cannot be written.
    static func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if written >= 0 {
                rest = rest.dropFirst(written)
                continue
            }
            switch errno {
            case EINTR, EAGAIN: continue
            case EPIPE: throw QuietExit(.failure)
            default:
                throw CommandFailure(
                    .failure, "standard output cannot be written: \(String(cString: strerror(errno)))")
            }
        }
    }
}
