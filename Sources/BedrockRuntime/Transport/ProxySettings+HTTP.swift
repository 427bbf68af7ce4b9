import AWSSigning
import AsyncHTTPClient

extension ProxySettings {
    /// The proxy as the HTTP library takes it.
    var httpProxy: HTTPClient.Configuration.Proxy {
        guard let user, let password else { return .server(host: host, port: port) }
        return .server(
            host: host, port: port,
            authorization: .basic(username: user.revealed(), password: password.revealed()))
    }
}
