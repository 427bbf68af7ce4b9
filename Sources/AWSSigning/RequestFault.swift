/// Why a request has no canonical form.
public enum RequestFault: Error, Sendable, Hashable {
    /// The method is empty, too long or has characters that no method has.
    case method
    /// The path does not begin with a slash, or holds a control character. Only a signer takes an empty one, as a slash.
    case path
    /// The query holds a control character or a `%` without two hexadecimal digits. A verifier also refuses lower-case
    /// digits and empty parameters: they change the bytes of a query without changing its signature.
    case query
    /// Path and query are longer than the limit, in bytes.
    case targetTooLong(limit: Int)
    /// There are more headers than the limit.
    case tooManyHeaders(limit: Int)
    /// Names and values of all headers are longer than the limit, in bytes.
    case headersTooLong(limit: Int)
    /// The name of the header at this index, from 0, is empty or has characters that no name has.
    case headerName(index: Int)
    /// The value of this header holds a control character, or a line end that does not fold a line.
    case headerValue(name: String)
}

extension RequestFault: CustomStringConvertible {
    /// What is wrong; it repeats no values of headers.
    public var description: String {
        switch self {
        case .method: "the method is not a word of 1 to 32 letters"
        case .path: "the path must begin with a slash and hold no control characters"
        case .query: "the query holds a control character, an empty parameter or an escape that is not %XX"
        case .targetTooLong(let limit): "path and query are longer than \(limit) bytes"
        case .tooManyHeaders(let limit): "there are more than \(limit) headers"
        case .headersTooLong(let limit): "the headers are longer than \(limit) bytes"
        case .headerName(let index): "header number \(index + 1) has no valid name"
        case .headerValue(let name): "the value of header \(name) holds a control character"
        }
    }
}
