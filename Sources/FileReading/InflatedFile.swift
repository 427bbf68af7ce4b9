/// The bytes of a file, inflated where they are gzip, in chunks and in bounded memory.
///
/// Whether a file is gzip is decided by its first two bytes, never by its name. Members may follow each other.
public struct InflatedFile: ~Copyable {
    private let path: String
    private let file: FileDescriptor
    private let limit: Int64
    private var input = [UInt8](repeating: 0, count: 1 << 16)
    private var unread = 0..<0
    private var inflater: GzipInflater?
    private var isInsideMember = false
    private var hasStarted = false
    /// What is the matter behind the bytes that were handed out last.
    private var fault: FileReadingError?
    private var produced: Int64 = 0
    /// How many bytes were read from the file.
    public private(set) var fileOffset: Int64 = 0

    /// Opens a file.
    ///
    /// - Parameters:
    ///   - path: Where it is.
    ///   - limit: The largest inflated size to hand out, which bounds a file made to inflate for ever.
    /// - Throws: ``FileReadingError`` where it cannot be opened.
    public init(path: String, limit: Int64) throws(FileReadingError) {
        self.path = path
        self.limit = limit
        file = try FileDescriptor(path: path)
    }

    /// Fills the buffer from its start as far as one step goes.
    ///
    /// - Parameter output: The buffer; it keeps its size.
    /// - Returns: How many bytes were written; 0 only at the end of the file.
    /// - Throws: ``FileReadingError`` where the file cannot be read, is damaged, or inflates beyond the limit.
    public mutating func read(into output: inout [UInt8]) throws(FileReadingError) -> Int {
        if !hasStarted { try start() }
        let count = inflater == nil ? try copy(into: &output) : try inflate(into: &output)
        produced += Int64(count)
        guard produced <= limit else {
            throw FileReadingError(path: path, "inflates to more than \(limit) bytes; split it into smaller files")
        }
        return count
    }

    private mutating func start() throws(FileReadingError) {
        hasStarted = true
        guard try isAtMagic() else { return }
        inflater = GzipInflater()
        guard inflater != nil else { throw FileReadingError(path: path, "there is no memory to inflate it") }
        isInsideMember = true
    }

    private mutating func isAtMagic() throws(FileReadingError) -> Bool {
        while unread.count < 2 {
            guard try fill() else { return false }
        }
        return input[unread.lowerBound] == 0x1F && input[unread.lowerBound + 1] == 0x8B
    }

    /// Reads more of the file behind the unread bytes; false at the end of the file.
    private mutating func fill() throws(FileReadingError) -> Bool {
        for (position, index) in unread.enumerated() { input[position] = input[index] }
        unread = 0..<unread.count
        let count = try Self.read(file, into: &input, from: unread.upperBound)
        unread = 0..<unread.upperBound + count
        fileOffset += Int64(count)
        return count > 0
    }

    private mutating func copy(into output: inout [UInt8]) throws(FileReadingError) -> Int {
        guard unread.isEmpty else {
            let count = min(unread.count, output.count)
            output.replaceSubrange(..<count, with: input[unread.prefix(count)])
            unread = unread.dropFirst(count)
            return count
        }
        let count = try Self.read(file, into: &output, from: 0)
        fileOffset += Int64(count)
        return count
    }

    private mutating func inflate(into output: inout [UInt8]) throws(FileReadingError) -> Int {
        while true {
            if let fault { throw fault }
            if unread.isEmpty, try !fill() {
                guard isInsideMember else { return 0 }
                throw FileReadingError(
                    path: path, "the gzip data ends early, at byte \(fileOffset); fetch the file again")
            }
            if !isInsideMember, try !startNextMember() { return 0 }
            let step = inflateStep(into: &output)
            unread = unread.dropFirst(step.consumed)
            switch step.status {
            case .unfinished: break
            case .memberEnded: isInsideMember = false
            case .damaged(let reason):
                let offset = fileOffset - Int64(unread.count)
                fault = FileReadingError(path: path, "the gzip data is damaged near byte \(offset): \(reason)")
            }
            if step.produced > 0 { return step.produced }
        }
    }

    /// Goes on to the next member; false where only the zeros that tape and block devices pad with are left.
    private mutating func startNextMember() throws(FileReadingError) -> Bool {
        guard try isAtMagic() else {
            let offset = fileOffset - Int64(unread.count)
            while !unread.isEmpty {
                guard input[unread].allSatisfy({ $0 == 0 }) else {
                    throw FileReadingError(
                        path: path, "something other than gzip follows the gzip data, at byte \(offset)")
                }
                unread = 0..<0
                guard try fill() else { break }
            }
            return false
        }
        inflater?.reset()
        isInsideMember = true
        return true
    }

    private mutating func inflateStep(
        into output: inout [UInt8]
    ) -> (consumed: Int, produced: Int, status: GzipInflater.Status) {
        guard inflater != nil else { return (0, 0, .damaged("not started")) }
        return input.withUnsafeBytes { input in
            output.withUnsafeMutableBytes { output in
                inflater?.inflate(UnsafeRawBufferPointer(rebasing: input[unread]), into: output)
                    ?? (0, 0, .damaged("not started"))
            }
        }
    }

    private static func read(
        _ file: borrowing FileDescriptor, into buffer: inout [UInt8], from start: Int
    ) throws(FileReadingError) -> Int {
        let result: Result<Int, FileReadingError> = buffer.withUnsafeMutableBytes { bytes in
            let room = UnsafeMutableRawBufferPointer(rebasing: bytes[start...])
            do throws(FileReadingError) { return .success(try file.read(into: room)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
