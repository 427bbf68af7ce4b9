import ArgumentParser

/// A label on the command line: `environment=production`.
struct Tag: ExpressibleByArgument, Equatable {
    /// The name before the first equals sign; not empty.
    let name: String
    /// What stands after it.
    let value: String

    /// A name and a value with an equals sign between them.
    init?(argument: String) {
        guard let mark = argument.firstIndex(of: "="), mark != argument.startIndex else { return nil }
        name = String(argument[..<mark])
        value = String(argument[argument.index(after: mark)...])
    }
}

extension [Tag] {
    /// The labels by name.
    ///
    /// - Throws: ``CommandFailure`` where a name is given twice.
    func byName() throws(CommandFailure) -> [String: String] {
        var tags: [String: String] = [:]
        for tag in self {
            guard tags.updateValue(tag.value, forKey: tag.name) == nil else {
                throw CommandFailure(.usage, "--tag \(tag.name) is given twice; give each name once")
            }
        }
        return tags
    }
}
