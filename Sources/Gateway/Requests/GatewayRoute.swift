import AWSSigning
import BedrockRuntime
import Dashboard

/// Where a request goes, by the target of its request line as received.
enum GatewayRoute: Sendable, Equatable {
    /// `GET /healthz`: whether the process answers.
    case health
    /// `GET /readyz`: whether calls can be taken.
    case readiness
    /// The dashboard, whatever page of it.
    case dashboard
    /// A model call; the callsite is the one in the path, where one is.
    case call(RuntimeOperation, model: String, callsite: String?)

    /// The longest target, in bytes.
    static let maximumTargetBytes = 8 << 10
    /// The longest name of a model, as the service takes it (API reference, 2026-11).
    static let maximumModelBytes = 2048

    /// Finds the route. The path is taken apart as it came and each part decoded once, so that an escaped slash stays
    /// within its part.
    ///
    /// - Throws: ``GatewayRefusal`` for everything that is not metered, because it would cost money all the same.
    init(method: String, target: String) throws(GatewayRefusal) {
        guard target.utf8.count <= Self.maximumTargetBytes else { throw .validation("The path is too long.") }
        switch (method, target) {
        case ("GET", "/healthz"), ("HEAD", "/healthz"): self = .health
        case ("GET", "/readyz"), ("HEAD", "/readyz"): self = .readiness
        case ("GET", _) where DashboardSite.serves(target), ("HEAD", _) where DashboardSite.serves(target),
            ("POST", "/dashboard/login"), ("POST", "/dashboard/logout"):
            self = .dashboard
        default:
            var segments = target.split(separator: "/", omittingEmptySubsequences: false)[...]
            guard method == "POST", segments.popFirst() == "" else { throw .unknownOperation }
            var callsite: String?
            if segments.first == "callsite", segments.count == 5 {
                callsite = PercentEncoding.decodedSegment(segments[segments.startIndex + 1])
                guard callsite?.isEmpty == false else { throw .unknownOperation }
                segments.removeFirst(2)
            }
            guard segments.count == 3, segments.removeFirst() == "model", let suffix = segments.popLast(),
                let operation = RuntimeOperation.allCases.first(where: { $0.pathSuffix == suffix }),
                let segment = segments.first
            else { throw .unknownOperation }
            guard let model = PercentEncoding.decodedSegment(segment), Self.isModel(model) else {
                throw .validation("The provided model identifier is invalid.")
            }
            self = .call(operation, model: model, callsite: callsite)
        }
    }

    /// Whether a text has the letters of a model's id, an inference profile or an ARN, and no part that leads elsewhere.
    private static func isModel(_ text: String) -> Bool {
        let others = Set("-._:/=+@,".utf8)
        return (1...maximumModelBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || others.contains(byte)
            }
            && text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                !["", ".", ".."].contains($0)
            }
    }
}
