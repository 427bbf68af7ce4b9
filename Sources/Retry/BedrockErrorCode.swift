/// The error code of a Bedrock response, in the spelling of the service model.
public enum BedrockErrorCode {
    /// No code of the service model is half as long.
    private static let maxLength = 128

    /// Finds the error code in what a response carries.
    ///
    /// The header comes first. Both places may decorate the code: a namespace ends in `#`, a link begins with `:`, and
    /// the exceptions of an event stream begin in lower case. `com.amazon.coral#throttlingException:http://internal/`
    /// becomes `ThrottlingException`.
    ///
    /// - Parameters:
    ///   - header: The value of the `x-amzn-ErrorType` header, or of `:exception-type` in an event stream.
    ///   - body: The value of `__type` or `code` in the JSON body.
    /// - Returns: The bare code; `nil` when neither place has one.
    public static func parse(header: String?, body: String? = nil) -> String? {
        bare(header) ?? bare(body)
    }

    private static func bare(_ text: String?) -> String? {
        guard let text, text.utf8.count <= 1_024 else { return nil }
        let withoutLink = text.prefix { $0 != ":" }
        let code = withoutLink.split(separator: "#").last ?? ""
        let trimmed = code.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
        guard let first = trimmed.first, trimmed.utf8.count <= maxLength else { return nil }
        guard trimmed.utf8.allSatisfy(isCodeByte) else { return nil }
        return first.uppercased() + trimmed.dropFirst()
    }

    private static func isCodeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"): true
        default: false
        }
    }
}
