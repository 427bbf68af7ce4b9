public import BedrockRuntime
import JSONRepair
import Ledger
public import LosslessJSON

extension BedrockClient {
    /// Asks a model for an answer of a type, and asks again where the answer cannot be read as one.
    ///
    /// ```swift
    /// struct City: Decodable { var name: String; var population: Int }
    /// let answer = try await client.converse(
    ///     model: model, messages: [.user("The largest city of Peru, as JSON with name and population.")],
    ///     returning: City.self)
    /// ```
    /// The answer's JSON is found among prose and repaired as `parseJSON` does it. Where that or the decoding fails, the
    /// model gets its answer back with the reason and is asked again, at most `maxRepairAttempts` times. Every round is
    /// held in the budgets before it is sent, and recorded: as the call itself, and as `ID.r2`, `ID.r3` and so on.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - messages: The conversation so far; say in it what the JSON is to look like.
    ///   - system: Instructions to the model.
    ///   - maxTokens: The most output tokens of each round.
    ///   - type: What to decode.
    ///   - maxRepairAttempts: How often to ask again, 0 to 10.
    ///   - options: Whom the rounds are charged to.
    ///   - callsite: The place in the code by a name of its own.
    ///   - fileID: The file of the call; leave it to the compiler.
    ///   - function: The function of the call; leave it to the compiler.
    ///   - line: The line of the call; leave it to the compiler.
    /// - Returns: The decoded answer, with all rounds and their cost.
    /// - Throws: ``StructuredOutputFailed`` with all rounds where none could be read, and whatever ends a round.
    public func converse<Value: Decodable & Sendable>(
        model: String, messages: [Message], system: String? = nil, maxTokens: Int? = nil, returning type: Value.Type,
        maxRepairAttempts: Int = 2, options: CallOptions = CallOptions(), callsite: String? = nil,
        fileID: String = #fileID, function: String = #function, line: Int = #line
    ) async throws -> StructuredAnswer<Value> {
        let request = ConverseRequest(
            messages: messages, system: system.map { [.text($0)] } ?? [],
            inference: InferenceSettings(maxTokens: maxTokens))
        return try await converse(
            model: model, request, returning: type, maxRepairAttempts: maxRepairAttempts, options: options,
            callsite: callsite, fileID: fileID, function: function, line: line)
    }

    /// Asks a model for an answer of a type, with everything that the API offers.
    public func converse<Value: Decodable & Sendable>(
        model: String, _ request: ConverseRequest, returning type: Value.Type, maxRepairAttempts: Int = 2,
        options: CallOptions = CallOptions(), callsite: String? = nil, fileID: String = #fileID,
        function: String = #function, line: Int = #line
    ) async throws -> StructuredAnswer<Value> {
        try await converse(
            model: model, request, maxRepairAttempts: maxRepairAttempts, options: options, callsite: callsite,
            fileID: fileID, function: function, line: line
        ) { json in
            try json.decode(type)
        }
    }

    /// Asks a model for an answer that a closure can read, with everything that the API offers.
    ///
    /// The closure throws where the answer is not what it should be; the error's description goes to the model.
    public func converse<Value: Sendable>(
        model: String, _ request: ConverseRequest, maxRepairAttempts: Int = 2, options: CallOptions = CallOptions(),
        callsite: String? = nil, fileID: String = #fileID, function: String = #function, line: Int = #line,
        reading: (JSONValue) throws -> Value
    ) async throws -> StructuredAnswer<Value> {
        let place = Callsite(fileID: fileID, function: function, line: line)
        var options = options.named(callsite)
        let firstID = options.id ?? CallID.make(at: metering.options.clock())
        var request = request
        var rounds: [Metered<ConverseResponse>] = []
        var attempts: [CallAttempt] = []
        var reasons: [String] = []
        for round in 1...(min(max(maxRepairAttempts, 0), 10) + 1) {
            options.id = round == 1 ? firstID : "\(firstID).r\(round)"
            let exchange = try start(
                RuntimeRequest(operation: .converse, modelID: model, body: request.body), options, at: place,
                earlierAttempts: attempts)
            do {
                rounds.append(try await exchange.converseResponse())
            } catch  where !rounds.isEmpty {
                // The rounds before it are paid for, and their caller has to know.
                throw StructuredOutputFailed(rounds: rounds, reasons: reasons, underlying: error)
            }
            let answer = rounds[rounds.count - 1]
            do {
                let json = try parseJSON(answer.text)
                guard !json.isTruncated, answer.stopReason != .maxTokens else { throw CutAnswer() }
                return StructuredAnswer(value: try reading(json.value), json: json, rounds: rounds)
            } catch {
                reasons.append("\(error)")
            }
            // Asked again, a guardrail, a filter or a full context says the same for the same price.
            guard Self.isWorthRepeating(answer.stopReason) else { break }
            attempts = answer.call.attempts
            if let last = attempts.indices.last {
                attempts[last].outcome = .rejected
                attempts[last].billedAs = answer.call.id
            }
            request.messages.append(answer.response.repliable)
            request.messages.append(.user(Self.complaint(reasons[reasons.count - 1])))
        }
        throw StructuredOutputFailed(rounds: rounds, reasons: reasons, underlying: nil)
    }

    private static func isWorthRepeating(_ reason: StopReason) -> Bool {
        ![.guardrailIntervened, .contentFiltered, .contextWindowExceeded, .toolUse].contains(reason)
    }

    private static func complaint(_ reason: String) -> String {
        "Your answer could not be used: \(reason.prefix(2000))\n"
            + "Answer again with the corrected JSON alone: no code fence, no words before or after it."
    }
}

/// An answer that the limit on output tokens cut, so that a part of it may be missing.
private struct CutAnswer: Error, CustomStringConvertible {
    var description: String { "the answer is cut: it needs more output tokens than it may have" }
}

extension ConverseResponse {
    /// The message as it can be sent back: the API takes no message without content, and no empty text.
    fileprivate var repliable: Message {
        var message = message
        message.content.removeAll { $0 == .text("") }
        if message.content.isEmpty { message.content = [.text("(no answer)")] }
        return message
    }
}
