internal import Retry

/// Sends requests for credentials, again where a failure may pass by itself.
struct RequestSender: Sendable {
    let client: any CredentialHTTPClient
    /// Waits between attempts.
    let sleep: @Sendable (Duration) async throws -> Void

    /// Sends a request up to so many times, until there is a response that does not ask for patience.
    ///
    /// - Throws: ``CredentialError`` `.unreachable` with the last failure; `CancellationError`.
    func send(
        _ request: CredentialHTTPRequest, attempts: Int, at place: String
    ) async throws -> CredentialHTTPResponse {
        let backoff = Backoff(initialDelay: .milliseconds(200), maxDelay: .seconds(1), maxAttempts: attempts)
        var random = SystemRandomNumberGenerator()
        var failures = 0
        while true {
            let failure: String
            do {
                let response = try await client.send(request)
                guard response.status >= 500 || response.status == 429 else { return response }
                failure = "answered with status \(response.status)"
            } catch let error as CredentialHTTPFailure {
                failure = error.description
            } catch let error as CancellationError {
                throw error
            } catch {
                // The text of an unknown error might hold parts of the request.
                failure = "the request failed (\(type(of: error)))"
            }
            try Task.checkCancellation()
            failures += 1
            guard failures < backoff.maxAttempts else {
                throw CredentialError(.unreachable, at: place, failure)
            }
            try await sleep(backoff.delay(afterFailures: failures, using: &random))
        }
    }
}
