/// Where alerts are kept until somebody has them: an outbox in the ledger.
///
/// A ledger writes alerts by itself, in the transaction of what they tell: when what was spent in a budget's present window
/// reaches a threshold, when a budget has no room for a call, and when a call's model has no price. What happens again is
/// counted, not told again (``AlertFact/identity(at:in:)``). No operation of the ledger fails for an alert's sake.
public protocol AlertStore: Sendable {
    /// The alerts, newest first. The limit is the most that are answered: 1 to 10,000.
    func alerts(limit: Int) async throws(LedgerError) -> [Alert]

    /// Takes alerts that were not yet given to anybody who logs them, oldest first. Each is given once, by all ledgers
    /// on the same file.
    func takeUnloggedAlerts(limit: Int) async throws(LedgerError) -> [Alert]

    /// Claims alerts that are due for delivery, oldest first. Nobody else gets them as long as the claim lasts, in
    /// milliseconds.
    func claimAlerts(limit: Int, forMilliseconds length: Int64) async throws(LedgerError) -> [Alert]

    /// Says how the delivery of a claimed alert ended.
    ///
    /// - Returns: Whether the claim still held; `false` changes nothing.
    @discardableResult
    func endDelivery(of alert: Alert, as outcome: AlertDelivery.Outcome) async throws(LedgerError) -> Bool
}
