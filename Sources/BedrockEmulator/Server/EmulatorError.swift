/// Why an emulator does not do what it was asked.
public enum EmulatorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The server has stopped, so it has no address any more.
    case stopped
    /// Too many faults wait for their requests already.
    case tooManyFaults(limit: Int)

    /// What is wrong.
    public var description: String {
        switch self {
        case .stopped: "the emulator has stopped"
        case .tooManyFaults(let limit): "\(limit) faults wait already; send the requests that they are for"
        }
    }
}
