import Glibc
import NIOCore

/// Where a connection comes from, as far as one sender can be told from another: an address of IPv4, or a network of IPv6
/// (its first 64 bits), of which one sender has as many addresses as it likes.
struct PeerAddress: Hashable, Sendable {
    private let bytes: [UInt8]

    /// The sender at an address; nil for what has none, as a local socket.
    init?(_ address: SocketAddress?) {
        guard let text = address?.ipAddress else { return nil }
        self.init(text)
    }

    /// The sender at an address as it is written; nil for what is none.
    init?(_ text: String) {
        var short = [UInt8](repeating: 0, count: 4)
        var long = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &short) == 1 {
            bytes = short
        } else if inet_pton(AF_INET6, text, &long) == 1 {
            // An address of IPv4 that came in on a socket of IPv6.
            let isMapped = long.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
            bytes = Array(isMapped ? long.suffix(4) : long.prefix(8))
        } else {
            return nil
        }
    }
}
