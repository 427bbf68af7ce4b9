import LedgerReports

/// Where an export goes: standard output, or files that appear only once all of them are complete.
struct ExportTarget {
    private let path: String?
    private let prefix: [UInt8]
    private var files: [AtomicFile] = []
    private var hasStarted = false

    /// A target; `nil` and `-` are standard output.
    init(_ path: String?, byteOrderMark: Bool) {
        self.path = path == "-" ? nil : path
        prefix = byteOrderMark ? CSVWriter.byteOrderMark : []
    }

    /// Writes the next bytes of the first file.
    mutating func write(_ bytes: [UInt8]) throws {
        try write(part: 1, bytes)
    }

    /// Writes the next bytes of a file; the second one of `costs.csv` is `costs-2.csv`.
    mutating func write(part: Int, _ bytes: [UInt8]) throws {
        guard let path else {
            guard part == 1 else {
                throw CommandFailure(
                    .failure, "there is more than one upload can have; name a file with --output, and others follow it")
            }
            try StandardOutput.write(hasStarted ? bytes : prefix + bytes)
            hasStarted = true
            return
        }
        if files.count < part {
            files.append(try AtomicFile(path: Self.path(path, part: part)))
            try files[part - 1].write(prefix)
        }
        try files[part - 1].write(bytes)
    }

    /// Puts the files in their places, and says so.
    func commit(_ count: Int64, _ noun: String) throws {
        guard let path else { return }
        for file in files { try file.commit() }
        let others = files.count > 1 ? " … \(Self.path(path, part: files.count))" : ""
        try StandardOutput.print("wrote \(count) \(noun)\(count == 1 ? "" : "s") to \(path)\(others)")
    }

    private static func path(_ path: String, part: Int) -> String {
        guard part > 1 else { return path }
        let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        guard let dot = path[name...].lastIndex(of: "."), dot > name else { return "\(path)-\(part)" }
        return "\(path[..<dot])-\(part)\(path[dot...])"
    }
}
