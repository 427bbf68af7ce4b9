/// How long a response asks callers to stay away.
///
/// Bedrock itself sends none of these headers with a throttle; gateways and other providers do.
public enum RetryAfter {
    /// Reads the first usable header of `x-amz-retry-after` (milliseconds), `retry-after-ms` (milliseconds) and
    /// `retry-after` (seconds, or an HTTP date).
    ///
    /// A date is compared with the `Date` header of the same response, so the clock of this machine does not matter;
    /// without that header it is ignored. Negative and malformed values are ignored; a date in the past is zero;
    /// anything over a day is a day, and a ``RetryPolicy`` bounds it further.
    ///
    /// - Parameter header: Gives the value of a header, whose name is passed in lower case.
    /// - Returns: How long to stay away, from zero to ``Backoff/longestDelay``; `nil` when the response does not say.
    public static func duration(header: (String) -> String?) -> Duration? {
        if let text = header("x-amz-retry-after"), let wait = parse(text, unit: .milliseconds(1)) { return wait }
        if let text = header("retry-after-ms"), let wait = parse(text, unit: .milliseconds(1)) { return wait }
        guard let text = header("retry-after") else { return nil }
        if let wait = parse(text, unit: .seconds(1)) { return wait }
        guard let date = header("date").flatMap({ HTTPDate.secondsSinceEpoch($0) }),
            let until = HTTPDate.secondsSinceEpoch(text)
        else { return nil }
        return Duration.seconds(until - date).clamped(to: .zero...Backoff.longestDelay)
    }

    /// A plain decimal such as `120` or `0.75`; no sign, exponent, infinity or hexadecimal.
    private static func parse(_ text: String, unit: Duration) -> Duration? {
        guard text.utf8.count <= 64 else { return nil }
        let trimmed = text.drop { $0 == " " || $0 == "\t" }
        let number = trimmed.prefix { $0 != " " && $0 != "\t" }
        guard trimmed.dropFirst(number.count).allSatisfy({ $0 == " " || $0 == "\t" }) else { return nil }
        guard
            number.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") }),
            let value = Double(number)
        else { return nil }
        // Bounded before it becomes a duration, because the conversion traps on what does not fit.
        let longest = Backoff.longestDelay / unit
        return unit * min(value, longest)
    }
}
