/// The version of the program.
enum Version {
    /// The version, as `--version` prints it and CHANGELOG.md lists it.
    static let current = "0.1.0"
}
