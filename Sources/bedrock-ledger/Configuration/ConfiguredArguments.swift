import ArgumentParser
import Configuration
import FoundationEssentials

/// The arguments of a command line, completed from the environment and from a file.
///
/// What stands on the command line goes before a variable, and a variable before the file. The parser sees all three as
/// options, so that every value is checked by the same rules and refused in the same words.
struct ConfiguredArguments {
    /// What the parser reads.
    let arguments: [String]
    /// Where each option that was not on the command line came from, by its name.
    private let origins: [String: String]

    /// The option, and the variable, that name a file.
    private static let file = Setting.option("config")

    /// Completes a command line.
    ///
    /// - Parameters:
    ///   - arguments: The arguments behind the program's name.
    ///   - environment: The variables.
    /// - Throws: ``CommandFailure`` where the file cannot be read or says what is no option.
    init(_ arguments: [String], environment: [String: String]) throws {
        guard let command = Self.command(in: arguments), let settings = Self.settings[arguments[command]],
            !arguments.contains(where: ["--help", "-h", "--version"].contains)
        else {
            self.arguments = arguments
            origins = [:]
            return
        }
        let given = Array(arguments[(command + 1)...])
        let variables = environment.filter { !$0.value.isEmpty }
        let path = Self.value(of: Self.file, in: given) ?? variables[Self.file.variable]
        let file = try path.map { try SettingsFile(path: $0, settings: settings) }
        let reader = Self.reader(variables, file, settings)
        var added: [String] = []
        var origins: [String: String] = [:]
        for setting in settings where !Self.isGiven(setting, in: arguments) {
            guard let value = reader.string(forKey: ConfigKey([setting.name])) else { continue }
            let origin = variables[setting.variable] == nil ? path ?? "" : "the variable \(setting.variable)"
            origins[setting.name] = origin
            guard setting.isFlag else {
                added.append("--\(setting.name)=\(value)")
                continue
            }
            guard let isOn = Bool(value) else {
                throw CommandFailure(.usage, "--\(setting.name), from \(origin), has to be true or false")
            }
            if isOn { added.append("--\(setting.name)") }
        }
        self.arguments = arguments[...command] + added + given
        self.origins = origins
    }

    /// The parser's error, with where the options came from that it names.
    func explained(_ error: any Error) -> any Error {
        guard !origins.isEmpty, BedrockLedgerCommand.exitCode(for: error) == .validationFailure else { return error }
        let message = CommandEnd.usageMessage(BedrockLedgerCommand.fullMessage(for: error))
        let named = origins.sorted { $0.key < $1.key }.filter { message.contains("--\($0.key)") }
        let places = named.map { "; --\($0.key) comes from \($0.value)" }.joined()
        return CommandFailure(.usage, message + places)
    }

    // MARK: Reading

    /// The commands that are configured so, with their options.
    static let settings = ["serve": ServeCommand.settings]

    private static func reader(
        _ variables: [String: String], _ file: SettingsFile?, _ settings: [Setting]
    ) -> ConfigReader {
        // The ledger's variable has a name of its own.
        let names = Dictionary(uniqueKeysWithValues: settings.map { ($0.variable, $0) })
        var environment: [String: String] = [:]
        for (name, value) in variables {
            if let setting = names[name] { environment[setting.name.uppercased().replacing("-", with: "_")] = value }
        }
        let values = (file?.values ?? [:]).map { name, text in
            (AbsoluteConfigKey([name]), ConfigValue(.string(text), isSecret: false))
        }
        return ConfigReader(providers: [
            EnvironmentVariablesProvider(environmentVariables: environment),
            InMemoryProvider(name: file?.path, values: Dictionary(uniqueKeysWithValues: values)),
        ])
    }

    /// Where the name of the command stands: behind options that are taken before it too.
    private static func command(in arguments: [String]) -> Int? {
        var index = 0
        while index < arguments.count, arguments[index].hasPrefix("-") {
            index += arguments[index].contains("=") ? 1 : 2
        }
        return index < arguments.count ? index : nil
    }

    private static func isGiven(_ setting: Setting, in arguments: [String]) -> Bool {
        arguments.contains { $0 == "--\(setting.name)" || $0.hasPrefix("--\(setting.name)=") }
    }

    private static func value(of setting: Setting, in arguments: [String]) -> String? {
        let option = "--\(setting.name)"
        if let index = arguments.lastIndex(of: option) { return arguments.dropFirst(index + 1).first }
        return arguments.last { $0.hasPrefix(option + "=") }.map { String($0.dropFirst(option.count + 1)) }
    }
}
