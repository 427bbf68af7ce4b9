import ArgumentParser
import LedgerReports

/// The AWS accounts that stand on a bill.
struct AccountOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The AWS account that pays, for the profiles focus and vantage.", valueName: "12 digits"))
    var account: String?

    @Option(help: "The name of that account.")
    var accountName: String?

    @Option(help: ArgumentHelp("The account that calls Bedrock, where it is another one.", valueName: "12 digits"))
    var subAccount: String?

    @Option(help: "The name of the account that calls Bedrock.")
    var subAccountName: String?

    /// The accounts.
    ///
    /// - Throws: ``CommandFailure`` where none is given, `LedgerError` for one of another form.
    func billingAccount() throws -> BillingAccount {
        guard let account else {
            throw CommandFailure(
                .usage, "the ledger does not know which AWS account pays; give its number with --account")
        }
        return try BillingAccount(
            id: account, name: accountName, subAccountID: subAccount, subAccountName: subAccountName)
    }
}
