/// The first rule of Signature Version 4: what the path of a request counts as.
///
/// Empty segments and `.` vanish and `..` takes the segment before it away; then every byte but unreserved ones and slashes
/// is percent-encoded, escapes included: `%3A` becomes `%253A`. Of all services only S3 does otherwise.
struct CanonicalPath {
    /// The path with its segments resolved, not yet encoded again.
    let normalized: String

    init(_ path: String) {
        var segments: [Substring.UTF8View] = []
        for segment in Substring(path).utf8.split(separator: UInt8(ascii: "/")) {
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else if !segment.elementsEqual(".".utf8) {
                segments.append(segment)
            }
        }
        let endsWithSlash = path.utf8.last == UInt8(ascii: "/") && !segments.isEmpty
        normalized = segments.map { "/" + Substring($0) }.joined() + (endsWithSlash || segments.isEmpty ? "/" : "")
    }

    /// The second line of the canonical request.
    var encoded: String {
        var bytes: [UInt8] = []
        PercentEncoding.append(normalized.utf8, to: &bytes, keepingSlashes: true)
        return String(decoding: bytes, as: UTF8.self)
    }
}
