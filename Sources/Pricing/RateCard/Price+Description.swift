extension Price {
    /// The conditions in words, as they tell one column of a model from another: `regional, us-east-1, batch`.
    public var conditions: String {
        var parts: [String] = []
        if coverage != .any { parts.append(coverage.rawValue) }
        if partition != .commercial { parts.append(partition.rawValue) }
        if let regions { parts.append(regions.sorted().joined(separator: " ")) }
        if tier != .standard { parts.append(tier.rawValue) }
        if let aboveInputTokens { parts.append("over \(aboveInputTokens) input tokens") }
        if let from { parts.append("from \(from.iso8601.prefix(10))") }
        if let until { parts.append("until \(until.iso8601.prefix(10))") }
        if let condition { parts.append(condition.words) }
        return parts.isEmpty ? "everywhere" : parts.joined(separator: ", ")
    }
}

extension OutputCondition {
    /// The condition in words.
    var words: String {
        var parts: [String] = []
        if let maximumWidth, let maximumHeight { parts.append("to \(maximumWidth)x\(maximumHeight)") }
        if let maximumSteps { parts.append("to \(maximumSteps) steps") }
        if let quality { parts.append(quality) }
        if let resolution { parts.append(resolution) }
        return parts.isEmpty ? "any output" : parts.joined(separator: " ")
    }
}
