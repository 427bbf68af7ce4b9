import LosslessJSON

/// An error in the form that bedrock-runtime answers with.
struct ServiceError: Error, Sendable, Hashable {
    let status: Int
    /// The exception's name; nil for an answer that does not come from AWS.
    let type: String?
    let message: String
    /// What ModelErrorException says besides.
    let originalStatusCode: Int?

    init(_ status: Int, _ type: String?, _ message: String, originalStatusCode: Int? = nil) {
        self.status = status
        self.type = type
        self.message = message
        self.originalStatusCode = originalStatusCode
    }

    static func validation(_ message: String) -> ServiceError {
        ServiceError(400, "ValidationException", message)
    }

    static func throttling(_ message: String) -> ServiceError {
        ServiceError(429, "ThrottlingException", message)
    }

    var body: [UInt8] {
        guard type != nil else { return Array(message.utf8) }
        return JSONWriter.object { writer in
            writer.member("message", message)
            guard let originalStatusCode else { return }
            writer.member("originalStatusCode", originalStatusCode)
            writer.member("resourceName", "")
        }
    }

    /// Real responses name the exception and a namespace behind a colon.
    var headers: [(name: String, value: String)] {
        guard let type else { return [("Content-Type", "text/html")] }
        return [
            ("Content-Type", "application/json"),
            ("x-amzn-ErrorType", "\(type):http://internal.amazon.com/coral/com.amazon.bedrock/"),
        ]
    }
}
