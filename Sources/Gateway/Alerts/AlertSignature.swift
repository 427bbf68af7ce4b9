import AWSSigning
import Crypto
import Pricing

/// Signs a delivery: HMAC-SHA256 of the time, a dot and the body, so that none can be forged, changed or sent much later.
enum AlertSignature {
    /// The value of the header: `t=SECONDS,v1=HEX`.
    static func header(for body: [UInt8], secret: Secret, at now: Timestamp) -> String {
        let seconds = now.milliseconds / 1000
        let code = HMAC<SHA256>.authenticationCode(
            for: Array("\(seconds).".utf8) + body, using: SymmetricKey(data: Array(secret.revealed().utf8)))
        return "t=\(seconds),v1=\(Hexadecimal.text(code))"
    }
}
