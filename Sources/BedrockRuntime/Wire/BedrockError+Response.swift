import AWSSigning
import LosslessJSON
import Retry

extension BedrockError {
    /// The error in a response whose status is none of success.
    ///
    /// The code stands in the header `x-amzn-ErrorType`, or else in `__type` or `code` of the body (rest-json protocol,
    /// Smithy specification).
    init(status: Int, headers: [HeaderField], body: [UInt8]) {
        let json = try? JSONValue.parse(body)
        let code = BedrockErrorCode.parse(
            header: headers.value(of: "x-amzn-errortype"), body: (json?["__type"] ?? json?["code"])?.string)
        let message = (json?["message"] ?? json?["Message"] ?? json?["errorMessage"])?.string
        self.init(
            status: status, code: code, message: message ?? Self.summary(of: body, status: status), phase: .responded,
            requestID: headers.value(of: "x-amzn-requestid"),
            retryAfter: RetryAfter.duration(header: { headers.value(of: $0) }), headers: headers, body: body)
    }

    /// What stands for a message where the body has none: its beginning, if it is text that can be shown.
    private static func summary(of body: [UInt8], status: Int) -> String {
        let text = String(decoding: body.prefix(200), as: UTF8.self)
        let isShown = !text.isEmpty && text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0xFFFD }
        return isShown ? text : "the service answered with status \(status) and no message"
    }
}
