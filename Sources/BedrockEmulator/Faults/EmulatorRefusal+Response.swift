import AWSSigning
import Pricing

extension EmulatorRefusal {
    /// The error as AWS writes it: types and statuses by the service model, messages as seen in the wild.
    func serviceError(at now: Timestamp) -> ServiceError {
        switch self {
        case .throttle: .throttling("Too many requests, please wait before trying again.")
        case .throttleTokens: .throttling("Too many tokens, please wait before trying again.")
        case .tokensPerDay: .throttling("Too many tokens per day, please wait before trying again.")
        case .quota: ServiceError(400, "ServiceQuotaExceededException", "You have exceeded your service quota.")
        case .unavailable:
            ServiceError(
                503, "ServiceUnavailableException", "Bedrock is unable to process your request.")
        case .internal:
            ServiceError(
                500, "InternalServerException",
                "The system encountered an unexpected error during processing. Try your request again.")
        case .badGateway: ServiceError(502, nil, "<html><body><h1>502 Bad Gateway</h1></body></html>")
        case .notReady:
            ServiceError(429, "ModelNotReadyException", "Model is not ready for inference. Wait and try again.")
        case .modelError:
            ServiceError(
                424, "ModelErrorException", "The model returned an unexpected error. Try your request again.",
                originalStatusCode: 500)
        case .modelTimeout:
            ServiceError(408, "ModelTimeoutException", "Model processing took longer than the allowed time.")
        case .validation: .validation("The request is malformed, because the emulator was asked to say so.")
        case .accessDenied:
            ServiceError(
                403, "AccessDeniedException", "You don't have access to the model with the specified model ID.")
        case .notFound: ServiceError(404, "ResourceNotFoundException", "The specified resource was not found.")
        case .expiredToken:
            ServiceError(403, "ExpiredTokenException", "The security token included in the request is expired")
        case .clockSkew:
            ServiceError(403, "InvalidSignatureException", Self.skewMessage(at: now))
        }
    }

    /// As SigV4 endpoints write it, for a request that was signed an hour ago.
    private static func skewMessage(at now: Timestamp) -> String {
        let seconds = now.milliseconds / 1_000
        let signed = UTCTime(clamping: seconds - 3_600)
        let earliest = UTCTime(clamping: seconds - 300)
        return "Signature expired: \(signed) is now earlier than \(earliest) (\(UTCTime(clamping: seconds)) - 5 min.)"
    }
}
