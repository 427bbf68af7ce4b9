internal import Ledger
internal import Pricing

/// Writes the attempts of a call as one text, a line for each: number, milliseconds since the reservation, milliseconds
/// that it took, outcome, error code, request id, and the id that it is billed under.
///
/// Ids have no spaces, so that a space divides the fields; empty ones at the end are left out.
enum AttemptCoding {
    /// The attempts as one text; `nil` where there are none. The attempt of that number is written without its request id.
    static func text(_ attempts: [CallAttempt], since start: Timestamp, omittingRequestIDOf answer: Int64?) -> String? {
        guard !attempts.isEmpty else { return nil }
        return attempts.map { line($0, since: start, hasRequestID: $0.number != answer) }.joined(separator: "\n")
    }

    /// The attempts of a text; `nil` where it was not written here. The attempt of that number gets the request id.
    static func attempts(
        _ text: String, since start: Timestamp, answer: Int64?, requestID: String?
    ) -> [CallAttempt]? {
        var attempts: [CallAttempt] = []
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            guard var attempt = attempt(line, since: start) else { return nil }
            if attempt.number == answer { attempt.requestID = requestID }
            attempts.append(attempt)
        }
        return attempts
    }

    private static func line(_ attempt: CallAttempt, since start: Timestamp, hasRequestID: Bool) -> String {
        var fields = [
            String(attempt.number), String(attempt.at.milliseconds - start.milliseconds),
            String(attempt.latencyMilliseconds), attempt.outcome.rawValue, attempt.errorCode ?? "",
            hasRequestID ? attempt.requestID ?? "" : "", attempt.billedAs ?? "",
        ]
        while fields.last?.isEmpty == true { fields.removeLast() }
        return fields.joined(separator: " ")
    }

    private static func attempt(_ line: Substring.UTF8View, since start: Timestamp) -> CallAttempt? {
        let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map {
            String(Substring($0))
        }
        guard (4...7).contains(fields.count), let number = Int64(fields[0]), let offset = Int64(fields[1]),
            let latency = Int64(fields[2]), let outcome = CallAttempt.Outcome(rawValue: fields[3])
        else { return nil }
        let (at, overflow) = start.milliseconds.addingReportingOverflow(offset)
        guard !overflow else { return nil }
        func optional(_ index: Int) -> String? { fields.count > index && !fields[index].isEmpty ? fields[index] : nil }
        return CallAttempt(
            number: number, at: Timestamp(milliseconds: at), latencyMilliseconds: latency, outcome: outcome,
            errorCode: optional(4), requestID: optional(5), billedAs: optional(6))
    }
}
