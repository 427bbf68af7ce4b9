public import FileReading

/// The files of one import, found by walking the files and folders that were named.
///
/// Folders are walked in the order of the bytes of their names, so that every import of the same files is the same.
/// What AWS puts beside its logs is left out: permission checks, and bodies too large for a record, such as
/// `data/…_input.json.gz`.
public struct LogSource: Sendable, Hashable {
    /// The files to read, in order.
    public private(set) var files: [LogFile] = []
    /// How many files and hidden folders were left out because of their names.
    public private(set) var ignoredFiles = 0
    /// What was named or found and cannot be read.
    public private(set) var unreadable: [FileReadingError] = []

    private var visitedFolders: Set<FileStatus.Identity> = []
    private let maximumFiles: Int
    private static let maximumDepth = 64

    /// Finds the files below some paths.
    ///
    /// - Throws: ``FileReadingError`` where there are more files than the limits allow. A path that cannot be read is no
    ///   error: it is listed in ``unreadable``, and the rest is imported.
    public init(paths: [String], limits: ImportLimits = .standard) throws(FileReadingError) {
        maximumFiles = limits.maximumFiles
        for path in paths { try add(path, depth: 0) }
    }

    /// The size of all files on disk, in bytes.
    public var totalSize: Int64 { files.reduce(0) { $0.addingReportingOverflow($1.size).partialValue } }

    private mutating func add(_ path: String, depth: Int) throws(FileReadingError) {
        let name = LogFileName(path: path)
        guard !name.isBesideLogs, depth == 0 || !name.isForeign else {
            ignoredFiles += 1
            return
        }
        let status: FileStatus
        let names: [String]
        do throws(FileReadingError) {
            status = try FileStatus(path: path)
            names = status.kind == .folder ? try folder(path, status.identity, depth: depth) : []
        } catch {
            unreadable.append(error)
            return
        }
        switch status.kind {
        case .folder:
            for name in names { try add(path.hasSuffix("/") ? path + name : "\(path)/\(name)", depth: depth + 1) }
        case .other where depth > 0:
            ignoredFiles += 1
        case .regular, .other:
            guard files.count < maximumFiles else {
                throw FileReadingError(
                    path: path, "is one file too many (\(maximumFiles)); import fewer folders at once")
            }
            files.append(LogFile(path: path, size: status.size, isDoubtful: depth > 0 && !name.isOfLog))
        }
    }

    /// The names in a folder; none where it was walked before, reached now by a link or by a second path.
    private mutating func folder(
        _ path: String, _ identity: FileStatus.Identity, depth: Int
    ) throws(FileReadingError) -> [String] {
        guard visitedFolders.insert(identity).inserted else { return [] }
        guard depth < Self.maximumDepth else { throw FileReadingError(path: path, "is nested too deep") }
        return try FileStatus.names(inFolder: path)
    }
}
