import LosslessJSON

/// What a record says of its caller, as it stands in the source: the ARN, and what the request brought along.
///
/// Two records of one source are charged to the same names, so what became of it need not be worked out again.
struct CallerSource: Hashable {
    let bytes: [UInt8]

    /// What a record says of its caller.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - distinguishesSessions: Whether the name of a role's session is part of it. Without rules it says nothing, and
    ///     there may be one for each process, or for each call.
    init(_ record: InvocationLogRecord, distinguishesSessions: Bool) {
        var identity = record.identity?.utf8 ?? []
        if !distinguishesSessions { identity = Self.withoutSession(identity) }
        let attached = record.attached?.utf8 ?? []
        var bytes: [UInt8] = []
        bytes.reserveCapacity(identity.count + attached.count + 1)
        bytes.append(contentsOf: identity)
        // A value of JSON is never the start of another one that goes on with a line feed.
        bytes.append(UInt8(ascii: "\n"))
        bytes.append(contentsOf: attached)
        self.bytes = bytes
    }

    /// `"arn:aws:sts::111122223333:assumed-role/search` of `"arn:aws:sts::111122223333:assumed-role/search/session"`.
    private static func withoutSession(_ arn: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var colons = 0
        var index = arn.startIndex
        while index < arn.endIndex, colons < 5 {
            if arn[index] == UInt8(ascii: ":") { colons += 1 }
            index += 1
        }
        let resource = arn[index...]
        guard resource.starts(with: assumedRole) else { return arn }
        let name = resource.dropFirst(assumedRole.count)
        guard let end = name.firstIndex(of: UInt8(ascii: "/")), end > name.startIndex else { return arn }
        return arn[..<end]
    }

    private static let assumedRole = Array("assumed-role/".utf8)

    func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}
