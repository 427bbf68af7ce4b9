/// An option of a command that may be given in a file or by a variable of the environment too.
struct Setting {
    /// The option's long name without its dashes, and the member's in the file.
    let name: String
    /// Whether it takes no value.
    let isFlag: Bool

    /// An option with a value.
    static func option(_ name: String) -> Setting { Setting(name: name, isFlag: false) }
    /// An option without one.
    static func flag(_ name: String) -> Setting { Setting(name: name, isFlag: true) }

    /// The variables that all settings begin with.
    static let variablePrefix = "BEDROCK_LEDGER_"

    /// The variable of the environment that gives it, as `BEDROCK_LEDGER_SHUTDOWN_GRACE`.
    var variable: String {
        // This one is older than the settings, and all commands heed it.
        guard name != "ledger" else { return Self.variablePrefix + "DB" }
        return Self.variablePrefix + name.uppercased().replacing("-", with: "_")
    }
}
