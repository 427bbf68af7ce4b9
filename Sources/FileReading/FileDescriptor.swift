#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that is open for reading and closes itself.
struct FileDescriptor: ~Copyable {
    private let number: Int32
    private let path: String

    init(path: String) throws(FileReadingError) {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw FileReadingError(path: path, "cannot be opened", errno: errno) }
        self.number = number
        self.path = path
    }

    deinit { close(number) }

    /// Reads what there is, up to the buffer's size; 0 only at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileReadingError) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(number, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
                let count = Musl.read(number, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(number, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileReadingError(path: path, "cannot be read", errno: errno) }
        }
    }
}
