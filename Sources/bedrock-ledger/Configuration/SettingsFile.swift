import LosslessJSON

/// A file of settings: one JSON object whose members have the names of options.
struct SettingsFile {
    /// The file, as it was named.
    let path: String
    /// What it says, as it would stand on the command line.
    let values: [String: String]

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - settings: What it may say.
    /// - Throws: ``CommandFailure`` that names the file, and the line and member that is wrong.
    init(path: String, settings: [Setting]) throws {
        let document = try JSONFile.read(path)
        guard document.kind == .object else {
            throw CommandFailure(.usage, "\(path) has to hold one JSON object, with options as its members")
        }
        var values: [String: String] = [:]
        for (name, value) in document.members {
            let place = "\(path), line \(value.location.line)"
            guard let setting = settings.first(where: { $0.name == name }) else {
                let known = settings.map(\.name).sorted().joined(separator: ", ")
                throw CommandFailure(.usage, "\(place): \"\(name)\" is no option; there are \(known)")
            }
            guard let text = Self.text(of: value, setting) else {
                let wanted = setting.isFlag ? "true or false" : "a string or a number"
                throw CommandFailure(.usage, "\(place): \"\(name)\" has to be \(wanted)")
            }
            guard values.updateValue(text, forKey: name) == nil else {
                throw CommandFailure(.usage, "\(place): \"\(name)\" is given twice")
            }
        }
        self.path = path
        self.values = values
    }

    private static func text(of value: JSONValue, _ setting: Setting) -> String? {
        if setting.isFlag { return value.boolean.map(String.init) }
        return value.string ?? value.number?.text
    }
}
