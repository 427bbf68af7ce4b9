public import BedrockRuntime
public import Ledger
public import Pricing

/// What became of a call: how it ended, what it cost, and what the ledger has of it.
public struct CallRecord: Sendable {
    /// The id under which the ledger keeps the call.
    public var id: String
    /// The id that AWS gave the request.
    public var requestID: String?
    /// Whom it is charged to.
    public var attribution: Attribution
    /// The operation.
    public var operation: RuntimeOperation
    /// The model that the caller asked for.
    public var requestedModel: String
    /// The model that the request was sent for: another one only after a ``SoftLanding``.
    public var model: String
    /// How the call ended; `nil` where nothing was sent, so that there is nothing to record.
    public var status: CallStatus?
    /// The price, or why there is none.
    public var cost: Cost
    /// What the ledger charges: the cost, or what was held where the cost is not known; `nil` where there is neither.
    public var charged: CostBreakdown?
    /// Whether what is charged is an estimate that stands until the true figure is known.
    public var isEstimated: Bool
    /// What was held before the call was sent; `nil` without a ledger, and where no price was known.
    public var reserved: Money?
    /// By how much the cost exceeds what was held: zero as long as the bound holds.
    public var overshoot: Money
    /// The attempts that were made, in order.
    public var attempts: [CallAttempt]
    /// What the call became so that it fitted a budget; `nil` where it was sent as it was asked for.
    public var landing: CallLanding?
    /// Why the ledger does not have the end of the call. What was held stays charged as an estimate.
    public var ledgerFailure: LedgerError?
    /// How long the call took, waits and retries included.
    public var latencyMilliseconds: Int64

    /// What was changed in the request so that it fitted a budget, in words.
    public var adjustment: String? { landing?.description }
    /// The cost; `nil` where it is not known.
    public var costUSD: Money? { cost.total }
    /// The cost by component; `nil` where it is not known.
    public var costBreakdown: CostBreakdown? { cost.total == nil ? nil : cost.breakdown }
}
