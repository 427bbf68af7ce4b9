/// A file in the INI dialect of AWS, read but not interpreted.
struct INIDocument: Sendable {
    /// The sections by what stands between their brackets. Those of the same name are one.
    private(set) var sections: [String: Section] = [:]

    /// The properties of a section by their names in lower case; of two with the same name the last is kept.
    struct Section: Sendable {
        var properties: [String: Property] = [:]
    }

    /// A value, with the line that it begins on. It may be secret, so nothing shows it.
    struct Property: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
        /// The value; lines that continue it are joined by line feeds.
        var value: String
        /// The properties in the indented block under an empty value, by their names in lower case.
        var nested: [String: String] = [:]
        let line: Int

        var description: String { "property on line \(line)" }
        var debugDescription: String { description }
        var customMirror: Mirror { Mirror(self, children: ["line": line]) }
    }

    /// Opens a section, anew or again.
    mutating func open(_ section: String) {
        sections[section, default: Section()].properties.reserveCapacity(4)
    }

    /// Sets a property of a section.
    mutating func set(_ property: Property, named name: String, in section: String) {
        sections[section, default: Section()].properties[name] = property
    }
}
