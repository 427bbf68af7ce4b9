/// Why a list of faults is not understood.
public struct EmulatorFaultError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The beginning of what is not understood.
    public let text: String

    /// What is wrong, and where to read more.
    public var description: String {
        "\"\(text)\" is no fault; expected for example throttle, throttle=2, latency=250ms or cut-stream=3"
    }
}
