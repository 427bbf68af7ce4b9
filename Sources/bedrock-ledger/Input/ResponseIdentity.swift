import Ledger
import LosslessJSON
import Pricing

/// What a response says about the call besides its cost.
enum ResponseIdentity {
    /// The id that AWS gave the request, where the response carries one: in its headers, or where the SDKs put it.
    static func requestID(of response: JSONValue) -> String? {
        if let id = response["ResponseMetadata"]?["RequestId"]?.string { return id }
        for (name, value) in response["headers"]?.members.map({ $0 }) ?? []
        where name.lowercased() == "x-amzn-requestid" {
            return value.string
        }
        return nil
    }

    /// How a call ended, seen from its cost: AWS bills nothing for an error, and an answer that does not say what was
    /// used may have been billed.
    static func status(of cost: Cost, operation: CallOperation) -> CallStatus {
        if cost.status == .unknownUsage { return .ambiguous }
        return cost.status == .priced && cost.usage.isEmpty && operation != .countTokens ? .failed : .succeeded
    }
}
