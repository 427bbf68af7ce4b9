import Foundation

/// The project's files, as the rules see them.
enum Project {
    /// The project's directory, found from where this file was compiled.
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The text of a file of the project.
    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }

    /// The files below a directory of the project that have one of these extensions, by path, sorted.
    ///
    /// What a build made is left out, wherever it lies: an example is a package with a build folder of its own.
    static func files(below directory: String, withExtensions extensions: Set<String>) -> [String] {
        guard let enumerator = FileManager.default.enumerator(atPath: root.appending(path: directory).path) else {
            return []
        }
        var files: [String] = []
        while let path = enumerator.nextObject() as? String {
            let name = path.split(separator: "/").last ?? ""
            if name.hasPrefix(".build") {
                enumerator.skipDescendants()
            } else if extensions.contains(URL(filePath: path).pathExtension) {
                files.append("\(directory)/\(path)")
            }
        }
        return files.sorted()
    }

    /// The Swift files below these directories.
    static func swiftSources(below directories: [String]) throws -> [SwiftSource] {
        try directories
            .flatMap { files(below: $0, withExtensions: ["swift"]) }
            .map { SwiftSource(path: $0, text: try text($0)) }
    }
}
