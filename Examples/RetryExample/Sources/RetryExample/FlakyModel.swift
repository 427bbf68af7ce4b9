import Retry

/// A stand-in for a model service that serves a few calls a second and refuses the rest, as Bedrock does.
actor FlakyModel {
    /// What the service said; a real client fills it from the HTTP response.
    struct Refusal: Error {
        let failure: ServiceFailure
    }

    private let perSecond = 5.0
    private var tokens = 5.0
    private var refilledAt = ContinuousClock.now

    func answer(_ prompt: String) throws -> String {
        let now = ContinuousClock.now
        tokens = min(perSecond, tokens + refilledAt.duration(to: now) / .seconds(1) * perSecond)
        refilledAt = now
        guard tokens >= 1 else {
            throw Refusal(
                failure: ServiceFailure(
                    status: 429, code: BedrockErrorCode.parse(header: "ThrottlingException:http://internal/"),
                    message: "Too many requests, please wait before trying again.", phase: .responded))
        }
        tokens -= 1
        return "an answer to \(prompt)"
    }
}
