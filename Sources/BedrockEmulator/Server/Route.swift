import AWSSigning
import Pricing

/// Where a request goes, by the target of its request line as received.
enum Route: Sendable, Equatable {
    /// `GET /emulator/account`.
    case account(after: Int64)
    /// A model call.
    case call(operation: CallOperation, model: String)

    private static let operations: [(suffix: String, operation: CallOperation)] = [
        ("/converse", .converse), ("/converse-stream", .converseStream), ("/invoke", .invokeModel),
        ("/invoke-with-response-stream", .invokeModelStream), ("/count-tokens", .countTokens),
    ]

    /// Finds the route; the model's segment is decoded once, after the slashes around it were found.
    init(method: String, target: String) throws(ServiceError) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0]
        if path == "/emulator/account" {
            guard method == "GET" else { throw Self.unknownOperation }
            self = .account(after: Self.after(parts.count > 1 ? parts[1] : ""))
            return
        }
        guard method == "POST", path.hasPrefix("/model/") else { throw Self.unknownOperation }
        for (suffix, operation) in Self.operations where path.hasSuffix(suffix) {
            let segment = path.dropFirst("/model/".count).dropLast(suffix.count)
            guard !segment.isEmpty, !segment.contains("/") else { continue }
            guard let model = PercentEncoding.decodedSegment(segment), model.utf8.count <= 2_048 else {
                throw .validation("The provided model identifier is invalid.")
            }
            self = .call(operation: operation, model: model)
            return
        }
        throw Self.unknownOperation
    }

    private static let unknownOperation = ServiceError(
        404, "UnknownOperationException", "The emulator has no such operation.")

    private static func after(_ query: Substring) -> Int64 {
        for pair in query.split(separator: "&") where pair.hasPrefix("after=") {
            return max(0, Int64(pair.dropFirst("after=".count)) ?? 0)
        }
        return 0
    }
}
