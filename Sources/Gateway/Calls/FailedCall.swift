import BedrockLedger

/// Why a call has no answer, with the id under which the ledger has it.
struct FailedCall: Error {
    /// The id of the call's last entry in the ledger.
    let id: String
    let reason: any Error

    init(id: String, reason: any Error) {
        self.id = id
        self.reason = reason
    }

    /// A call that came to the end of its exchange without an answer.
    init(_ exchange: MeteredExchange, _ reason: any Error) async {
        // After an attempt whose answer was lost, a call goes on under an entry of its own.
        self.init(id: (try? await exchange.outcome())?.record?.id ?? exchange.id, reason: reason)
    }
}
