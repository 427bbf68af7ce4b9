public import Ledger

/// The AWS accounts that charges are billed to.
public struct BillingAccount: Sendable, Hashable {
    /// The id of the account that pays: twelve digits.
    public let id: String
    /// Its name, where there is one.
    public let name: String?
    /// The id of the account that used the service.
    public let subAccountID: String
    /// Its name, where there is one.
    public let subAccountName: String?

    /// The accounts that charges are billed to.
    ///
    /// - Parameters:
    ///   - id: The account that pays: twelve digits.
    ///   - name: Its name, printable ASCII.
    ///   - subAccountID: The account that used the service; the one that pays unless given.
    ///   - subAccountName: Its name; that of the account that pays where they are the same.
    /// - Throws: `LedgerError` of code `invalidInput` for an id of another form, or a name that is no ASCII text.
    public init(
        id: String, name: String? = nil, subAccountID: String? = nil, subAccountName: String? = nil
    ) throws(LedgerError) {
        self.id = try Self.validatedID(id)
        self.name = try Self.validatedName(name)
        self.subAccountID = try Self.validatedID(subAccountID ?? id)
        let isSame = subAccountID == nil || subAccountID == id
        self.subAccountName = try Self.validatedName(subAccountName ?? (isSame ? name : nil))
    }

    /// The id in the form that no spreadsheet takes for a number.
    static func arn(_ id: String) -> String { "arn:aws:iam::\(id):root" }

    private static func validatedID(_ id: String) throws(LedgerError) -> String {
        guard id.utf8.count == 12, id.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else {
            throw .invalidInput("AWS account", id, "must be twelve digits")
        }
        return id
    }

    /// The official validator takes text columns for ASCII.
    private static func validatedName(_ name: String?) throws(LedgerError) -> String? {
        guard let name else { return nil }
        guard !name.isEmpty, name.utf8.count <= 256, name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            throw .invalidInput("name of the account", name, "must be 1 to 256 printable ASCII characters")
        }
        return name
    }
}
