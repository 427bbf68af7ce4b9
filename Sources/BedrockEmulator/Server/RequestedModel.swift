/// A model id in which the caller may ask for faults: `emulator.throttle=2.us.anthropic.claude-sonnet-5`.
///
/// Between `emulator.` and the next full stop stands what the header `x-emulator-fault` would say; the rest is the model.
struct RequestedModel: Sendable, Equatable {
    let modelID: String
    let faults: [EmulatorFault]

    private static let prefix = "emulator."

    init(_ text: String) throws(ServiceError) {
        guard text.hasPrefix(Self.prefix) else {
            modelID = text
            faults = []
            return
        }
        let rest = text.dropFirst(Self.prefix.count)
        guard let end = rest.firstIndex(of: ".") else {
            throw .validation("The provided model identifier is invalid.")
        }
        do throws(EmulatorFaultError) {
            faults = try EmulatorFault.list(rest[..<end])
        } catch {
            throw .validation("\(error)")
        }
        modelID = String(rest[rest.index(after: end)...])
    }
}
