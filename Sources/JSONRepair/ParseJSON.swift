import LosslessJSON

/// Reads the JSON in a text that a model wrote, repairing it where that needs no guessing.
///
/// In order: (1) the whole text is parsed strictly; (2) otherwise the objects and arrays in it are looked for, outermost
/// ones only, and one is chosen; (3) it is repaired as far as `options` allow; (4) otherwise ``JSONRepairFailed`` is
/// thrown with the exact text and the reasons. No error of a parser is ever thrown.
///
/// ```swift
/// let result = try parseJSON("Here you go:\n```json\n{\"answer\": 42,}\n```")
/// result.value["answer"]?.integer     // 42
/// result.repairs.map(\.kind)          // [.surroundingText, .trailingComma, .codeFence]
/// result.isTruncated                  // false
/// ```
///
/// Time and memory are linear in the text, and the stack does not grow with its depth.
///
/// - Parameters:
///   - text: What the model returned.
///   - options: How much may be assumed, which candidate is meant, and limits.
/// - Returns: The value and an account of what was done.
/// - Throws: ``JSONRepairFailed`` when no value can be had without guessing.
public func parseJSON(
    _ text: String, options: RepairOptions = RepairOptions()
) throws(JSONRepairFailed) -> RepairedJSON {
    try parseJSON(Array(text.utf8), options: options)
}

/// Reads the JSON in a text that a model wrote, given as UTF-8; see ``parseJSON(_:options:)-(String,_)``.
///
/// - Parameters:
///   - bytes: What the model returned.
///   - options: How much may be assumed, which candidate is meant, and limits.
/// - Returns: The value and an account of what was done.
/// - Throws: ``JSONRepairFailed`` when no value can be had without guessing.
public func parseJSON(
    _ bytes: [UInt8], options: RepairOptions = RepairOptions()
) throws(JSONRepairFailed) -> RepairedJSON {
    let limit = min(options.limits.maximumBytes, JSONLimits.largestMaximumBytes)
    guard bytes.count <= limit else {
        throw JSONRepairFailed(bytes: bytes, JSONFault(offset: limit, cause: .tooLarge(limit: limit)))
    }
    var parser = JSONParser(limits: options.limits)
    parser.reserve(forBytes: bytes.count)
    let fault: JSONFault
    do throws(JSONFault) {
        try parser.parseValue(bytes.span.bytes)
        try parser.parseEnd(bytes.span.bytes)
        let value = JSONValue(document: parser.takeDocument(of: bytes), index: 0)
        return RepairedJSON(
            value: value, step: 1, isTruncated: false, sourceRange: value.byteRange, candidateCount: 1,
            work: bytes.count, source: bytes, edits: EditList())
    } catch {
        fault = error
    }
    if let unescaped = EscapedDocument.parse(bytes, options: options) { return unescaped }

    var search = CandidateSearch(bytes, options: options)
    search.run(after: consume parser, fault)
    if let candidate = search.best, search.pickIsBroken == false,
        let result = search.result(of: candidate, source: bytes)
    {
        return result
    }
    throw JSONRepairFailed(bytes: bytes, fault, search)
}

extension CandidateSearch {
    /// The value of a candidate; nil when the strict parser does not agree with the repairs made.
    mutating func result(of candidate: Candidate, source: [UInt8]) -> RepairedJSON? {
        var bytes = source
        // Taken out rather than copied, so that going on does not copy the tape.
        var parser = JSONParser(limits: options.limits)
        swap(&parser, &bestParser)
        if candidate.edits.isEmpty == false || parser.phase != .done {
            guard let edited = candidate.edits.apply(to: source, upTo: candidate.range.upperBound) else {
                return nil
            }
            bytes = edited
            parser.reserve(more: candidate.valueCount)
            do throws(JSONFault) {
                try parser.parseValue(bytes.span.bytes)
                try parser.parseEnd(bytes.span.bytes)
            } catch {
                return nil
            }
        }
        return RepairedJSON(
            value: JSONValue(document: parser.takeDocument(of: bytes), index: 0),
            step: candidate.edits.isEmpty && !candidate.isTruncated ? 2 : 3, isTruncated: candidate.isTruncated,
            sourceRange: candidate.range, candidateCount: count, work: work, source: source, edits: candidate.edits)
    }
}
