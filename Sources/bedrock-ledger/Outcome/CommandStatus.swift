/// What the exit code of a command says to a script.
enum CommandStatus: Int32 {
    /// The command did what it was asked.
    case success = 0
    /// It could not, for a reason that no other status names.
    case failure = 1
    /// The command line or its input is malformed.
    case usage = 2
    /// It did its work, and found something that somebody has to look at.
    case findings = 3
    /// A budget said no.
    case refused = 4
    /// The database cannot be opened, read or written.
    case database = 5
    /// Somebody asked it to stop, with SIGINT.
    case interrupted = 130
    /// Somebody asked it to stop, with SIGTERM.
    case terminated = 143
}
