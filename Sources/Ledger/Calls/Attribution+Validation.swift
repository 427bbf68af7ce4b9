extension Attribution {
    /// The most tags of one call.
    public static let maximumTags = 32

    /// The attribution with its names normalised.
    ///
    /// Use it for what somebody typed or a program handed in.
    /// - Throws: ``LedgerError/Code/invalidInput`` naming the field, the value and the rule.
    public func validated() throws(LedgerError) -> Attribution {
        var result = self
        result.team = try TextRule.name.validated(team, as: "team")
        result.callsite = try TextRule.name.validated(callsite, as: "callsite")
        if let user { result.user = try TextRule.name.validated(user, as: "user") }
        result.tags = try Self.validated(tags)
        return result
    }

    /// The attribution changed as little as makes it valid, and what was changed, in words.
    ///
    /// Use it for what stands in a log: a call is worth recording whatever its team is called. A missing name becomes
    /// ``unknownTeam`` or ``unknownCallsite``; of too many tags, the first by name are kept.
    public func sanitized() -> (attribution: Attribution, changes: [String]) {
        var changes: [String] = []
        func clean(_ text: String, _ field: String, by rule: TextRule = .name) -> String {
            let (result, fault) = rule.sanitized(text)
            if let fault { changes.append("\(field) \(LedgerError.quoted(text)) \(fault)") }
            return result
        }
        var result = Attribution()
        let team = clean(team, "team")
        if !team.isEmpty { result.team = team }
        let callsite = clean(callsite, "callsite")
        if !callsite.isEmpty { result.callsite = callsite }
        if let user {
            let user = clean(user, "user")
            if !user.isEmpty { result.user = user }
        }
        for (key, value) in tags.sorted(by: { $0.key < $1.key }) {
            let key = clean(key, "tag")
            guard !key.isEmpty else { continue }
            guard result.tags.count < Self.maximumTags || result.tags[key] != nil else {
                changes.append("\(tags.count) tags were given; the limit is \(Self.maximumTags)")
                break
            }
            result.tags[key] = clean(value, "tag \(key)", by: .tagValue)
        }
        return (result, changes)
    }

    /// Tags with their names and values normalised.
    static func validated(_ tags: [String: String]) throws(LedgerError) -> [String: String] {
        guard tags.count <= maximumTags else {
            throw .invalidInput("tags", "\(tags.count)", "are too many; the limit is \(maximumTags)")
        }
        var result: [String: String] = [:]
        for (key, value) in tags {
            let name = try TextRule.name.validated(key, as: "tag")
            result[name] = try TextRule.tagValue.validated(value, as: "tag \(LedgerError.quoted(name))")
        }
        return result
    }
}
