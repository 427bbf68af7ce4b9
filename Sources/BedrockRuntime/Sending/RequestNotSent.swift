/// Nothing of a request left this process, whatever the reason: it has no effect and costs nothing.
///
/// Throw it from a ``RuntimeSending`` of your own. Its reason is what the caller of the client gets.
public struct RequestNotSent: Error {
    /// Why nothing was sent.
    public let reason: any Error

    /// Nothing was sent.
    public init(_ reason: any Error) {
        self.reason = reason
    }

    /// Does what comes before sending.
    static func wrapping<Value>(
        isolation: isolated (any Actor)? = #isolation, _ work: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await work()
        } catch {
            throw RequestNotSent(error)
        }
    }
}
