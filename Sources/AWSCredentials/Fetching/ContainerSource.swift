internal import AWSSigning

/// Credentials that a container is given: the task role of ECS, the pod identity of EKS.
///
/// Rules: *AWS SDKs and Tools Reference Guide, "Container credential provider"* (state 2026-11): a relative address goes
/// before a full one, a file with a token before a token; a full address over http is accepted for this machine and the
/// agents of ECS and EKS only, because the token would be sent to it.
struct ContainerSource: CredentialSource {
    let context: CredentialContext

    let name = "container"

    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    private static let tokenFile = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"
    /// The agents of ECS and, by either protocol, of EKS.
    private static let agents: Set = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"]
    private static let timeout: Duration = .seconds(2)
    private static let attempts = 3

    func fetch() async throws -> CredentialFinding {
        guard let (url, address) = try address() else {
            return .nothing(because: "neither \(Self.relative) nor \(Self.full) is set")
        }
        let place = "container credentials at \(address.host)"
        var headers = [HeaderField("Accept", "application/json")]
        if let token = try authorization() { headers.append(HeaderField("Authorization", token)) }
        let request = CredentialHTTPRequest(method: "GET", url: url, headers: headers, timeout: Self.timeout)
        let response = try await context.requireSender(at: place).send(request, attempts: Self.attempts, at: place)
        guard response.status == 200 else {
            throw CredentialError(.refused, at: place, "answered with status \(response.status)")
        }
        return .found(try CredentialDocument(response.body, at: place).credentials(tokenNamed: "Token"))
    }

    private func address() throws(CredentialError) -> (url: String, address: Address)? {
        if let path = context.environment.value(Self.relative) {
            guard path.hasPrefix("/") else {
                throw CredentialError(.configuration, at: "variable \(Self.relative)", "does not begin with a slash")
            }
            return try parsed("http://169.254.170.2" + path, variable: Self.relative)
        }
        guard let url = context.environment.value(Self.full) else { return nil }
        let (_, address) = try parsed(url, variable: Self.full)
        guard address.scheme == .https || address.isLoopback || Self.agents.contains(address.host) else {
            throw CredentialError(
                .configuration, at: "variable \(Self.full)", "host '\(address.host)' is not allowed over http",
                remedy: "use https, or one of localhost, 169.254.170.2, 169.254.170.23 and [fd00:ec2::23]")
        }
        return (url, address)
    }

    private func parsed(_ url: String, variable: String) throws(CredentialError) -> (url: String, address: Address) {
        do throws(EndpointFault) {
            return (url, try Address(url))
        } catch {
            throw CredentialError(.configuration, at: "variable \(variable)", "the address \(error)")
        }
    }

    /// The value of the header; the file is read anew each time, since EKS replaces it.
    private func authorization() throws(CredentialError) -> String? {
        let token: String
        let place: String
        if let path = context.environment.value(Self.tokenFile) {
            token = try context.environment.text(of: path, limit: 64 << 10, neededBy: Self.tokenFile)
            place = "file \(path)"
        } else if let value = context.environment.value(Self.token) {
            token = value
            place = "variable \(Self.token)"
        } else {
            return nil
        }
        // Bytes, because Swift takes a carriage return with its line feed for one character of its own.
        guard !token.utf8.isEmpty, token.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw CredentialError(
                .configuration, at: place, "holds a token that is empty or has a line break or a control character",
                remedy: "write the token without a line feed at its end")
        }
        return token
    }
}
