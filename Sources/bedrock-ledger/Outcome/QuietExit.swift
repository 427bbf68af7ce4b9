/// The end of a command that has already said all there is to say.
struct QuietExit: Error, Equatable {
    /// The exit code.
    let status: CommandStatus

    /// An end without a further word.
    init(_ status: CommandStatus) {
        self.status = status
    }
}
