internal import Ledger
internal import Pricing

/// What a call is filed under, its time aside: one combination of everything that spend is grouped and budgets are
/// scoped by.
struct Series: Hashable {
    var attribution: Attribution
    var model: String
    var region: String?
    var operation: CallOperation

    init(attribution: Attribution, model: String, region: String?, operation: CallOperation) {
        self.attribution = attribution
        self.model = model
        self.region = region
        self.operation = operation
    }

    /// What a call is filed under.
    init(of call: Call) {
        self.init(
            attribution: call.attribution, model: call.cost.model, region: call.region, operation: call.operation)
    }

    /// What the call of a reservation will be filed under.
    init(of request: ReservationRequest) {
        self.init(
            attribution: request.attribution, model: request.model, region: request.region,
            operation: request.operation)
    }

    /// A call of this series with nothing else to it, for rules that look at calls.
    func sample(at moment: Timestamp) -> Call {
        Call(
            id: "", at: moment, attribution: attribution, requestedModel: model, region: region, operation: operation,
            status: .succeeded, cost: Cost(status: .priced, model: model, scope: nil, ratesVersion: ""))
    }
}

/// A series that is remembered, to be compared without a copy of it.
final class KnownSeries {
    let series: Series
    /// The number of the team's name.
    let team: Int64
    /// The number of the model's name.
    let model: Int64

    init(_ series: Series, team: Int64, model: Int64) {
        self.series = series
        self.team = team
        self.model = model
    }

    /// Whether a call is filed under the series.
    func isSeries(of call: Call) -> Bool {
        series.operation == call.operation && series.model == call.cost.model && series.region == call.region
            && series.attribution == call.attribution
    }
}
