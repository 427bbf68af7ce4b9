/// The name of a region, checked before it becomes part of a host name.
enum RegionName {
    /// The name as it was given.
    ///
    /// - Throws: ``CredentialError`` unless it is one label of a host name: 1 to 63 lower-case letters, digits and hyphens,
    ///   with no hyphen at an end.
    static func check(_ name: String, at place: String) throws(CredentialError) -> String {
        let bytes = name.utf8
        let isLabel = bytes.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
                || $0 == UInt8(ascii: "-")
        }
        guard isLabel, (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-")
        else {
            throw CredentialError(
                .configuration, at: place, "is no region: it has to be of lower-case letters, digits and hyphens",
                remedy: "write it as us-east-1")
        }
        return name
    }
}
