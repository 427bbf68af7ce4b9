import AWSSigning
import Ledger

extension APIProblem {
    /// What a failure is to the caller; what the operator has to see to is not told here, and `nil` says that it is such a
    /// failure.
    init?(_ error: any Error) {
        switch error {
        case let error as APIProblem: self = error
        case let error as GatewayRefusal where error.status == 413: self.init(.bodyTooLarge, error.message)
        case let error as GatewayRefusal where error.status == 403: self.init(.forbidden, error.message)
        case let error as GatewayRefusal where error.status == 429:
            self.init(.tooManyRequests, error.message)
            headers = error.headers.filter { $0.name == "Retry-After" }
        case let error as GatewayRefusal where error.status == 503: self.init(.unavailable, error.message)
        case let error as LedgerError:
            switch error.code {
            case .invalidInput: self.init(.invalidParameter, error.message)
            case .notFound: self.init(.notFound, error.message)
            case .conflict, .wrongState: self.init(.conflict, error.message)
            default: return nil
            }
        default: return nil
        }
    }

    /// A failure that the operator has to see to.
    static let unavailable = APIProblem(
        .unavailable, "the gateway cannot do this now, and its log tells why; what was asked for may or may not be done"
    )
}
