import Pricing

extension GatewayKey {
    /// How many characters an id has.
    public static let idLength = 16
    /// The most models that a key names.
    public static let maximumModels = 256

    /// Whether a text can be the id of a key.
    public static func isID(_ text: some StringProtocol) -> Bool {
        text.utf8.count == idLength
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
            }
    }

    /// The key with its texts normalised.
    ///
    /// - Throws: ``LedgerError/Code/invalidInput`` with the field that breaks a rule.
    public func validated() throws(LedgerError) -> GatewayKey {
        guard Self.isID(id) else { throw .invalidInput("key id", id, "must be 16 lower-case letters and digits") }
        guard models.count <= Self.maximumModels else {
            throw .invalidInput("models", "\(models.count)", "are too many; the limit is \(Self.maximumModels)")
        }
        if let expiresAt, expiresAt <= createdAt {
            throw .invalidInput("expiry", expiresAt.iso8601, "must lie ahead")
        }
        var key = self
        key.team = try validatedTeam()
        guard role == .caller || (callsite == nil && models.isEmpty) else {
            throw .invalidInput("role", role.rawValue, "makes no calls, so callsite and models say nothing")
        }
        if let callsite { key.callsite = try TextRule.name.validated(callsite, as: "callsite") }
        key.createdBy = try TextRule.name.validated(createdBy, as: "actor")
        var valid: [String] = []
        for model in models {
            let model = try TextRule.model.validated(model, as: "model")
            guard !model.contains(" ") else { throw .invalidInput("model", model, "must not contain a space") }
            valid.append(model)
        }
        key.models = valid
        return key
    }

    private func validatedTeam() throws(LedgerError) -> String? {
        guard role.needsTeam else {
            guard let team else { return nil }
            throw .invalidInput("team", team, "is not for the role \(role.rawValue), which is for the whole ledger")
        }
        guard let team else { throw .invalidInput("role", role.rawValue, "needs a team") }
        return try TextRule.name.validated(team, as: "team")
    }
}
