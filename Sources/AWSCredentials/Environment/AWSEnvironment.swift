#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// What the process is given by its surroundings: variables, a home directory, files.
///
/// It is a value that is handed on, so that a test brings its own and nothing looks at the process behind one's back.
/// Variables are those of the moment it was made; files are read anew each time. A variable that is set but empty counts
/// as not set, as in AWS SDKs. Neither descriptions nor mirrors show variables.
public struct AWSEnvironment: Sendable {
    private let variables: [String: String]
    private let files: any FileReader

    /// The directory that `~` stands for, nil where none is known.
    public let homeDirectory: String?

    /// An environment of one's own.
    ///
    /// - Parameters:
    ///   - variables: The variables by name.
    ///   - homeDirectory: The directory that `~` stands for; the variable `HOME` unless told.
    ///   - files: Reads files; those of the system unless told.
    public init(
        variables: [String: String], homeDirectory: String? = nil, files: any FileReader = SystemFiles()
    ) {
        self.variables = variables
        self.homeDirectory = homeDirectory ?? variables["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        self.files = files
    }

    /// The environment of this process, as it is now.
    public static func process() -> AWSEnvironment {
        AWSEnvironment(variables: ProcessInfo.processInfo.environment)
    }

    /// The value of a variable, nil where it is not set or empty.
    func value(_ name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value of a variable that is `true` or `false`, in any case.
    func boolean(_ name: String) throws(CredentialError) -> Bool? {
        guard let text = value(name) else { return nil }
        return try Flag.boolean(text, at: "variable \(name)")
    }

    /// All variables, for a program that is started.
    package var allVariables: [String: String] { variables }

    /// The content of a file, nil where there is none. The path may begin with `~/`.
    func contents(of path: String, limit: Int) throws(CredentialError) -> [UInt8]? {
        let place = "file \(path)"
        let path = try expanded(path)
        do throws(FileFault) {
            return try files.contents(of: path, limit: limit)
        } catch {
            throw CredentialError(.file, at: place, error.description)
        }
    }

    /// The text of a file that has to be there.
    func text(of path: String, limit: Int, neededBy need: String) throws(CredentialError) -> String {
        guard let bytes = try contents(of: path, limit: limit) else {
            throw CredentialError(.file, at: "file \(path)", "is missing", remedy: "it is named by \(need)")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CredentialError(.file, at: "file \(path)", "is not UTF-8")
        }
        return text
    }

    /// A path with a leading `~` replaced by the home directory.
    private func expanded(_ path: String) throws(CredentialError) -> String {
        guard path == "~" || path.hasPrefix("~/") else { return path }
        guard let homeDirectory else {
            throw CredentialError(
                .configuration, at: "file \(path)", "no home directory is known", remedy: "set the variable HOME")
        }
        return homeDirectory + path.dropFirst()
    }
}

extension AWSEnvironment: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many variables there are, and nothing of them.
    public var description: String { "environment of \(variables.count) variables" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
