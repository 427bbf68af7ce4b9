extension EmulatorFault {
    /// The most faults of one list.
    static let maximumCount = 16
    private static let longestWait = Duration.seconds(3_600)

    /// Reads a list as the header `x-emulator-fault` has it: `latency=250ms,throttle=2`.
    ///
    /// - Parameter text: Faults separated by commas, each `name`, `name=argument`, and where it is for the first attempts
    ///   only, `*count` behind it. Where a fault has no argument of its own, `=count` means the same.
    /// - Returns: The faults, in their order.
    /// - Throws: ``EmulatorFaultError`` for the first that is not understood.
    public static func list(_ text: some StringProtocol) throws(EmulatorFaultError) -> [EmulatorFault] {
        var faults: [EmulatorFault] = []
        for part in text.split(separator: ",") {
            guard faults.count < maximumCount else { throw EmulatorFaultError(text: String(text.prefix(100))) }
            let name = String(part.drop { $0 == " " })
            guard let fault = EmulatorFault(name) else { throw EmulatorFaultError(text: String(name.prefix(100))) }
            faults.append(fault)
        }
        return faults
    }

    private init?(_ text: String) {
        let parts = text.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
        let words = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let argument = words.count > 1 ? words[1] : nil
        var attempts: Int?
        if parts.count > 1 {
            guard let count = Self.count(parts[1]) else { return nil }
            attempts = count
        }
        if let effect = Self.plainEffect(String(words[0])) {
            if let argument {
                guard attempts == nil, let count = Self.count(argument) else { return nil }
                attempts = count
            }
            self.init(effect, attempts: attempts)
        } else if let argument, let effect = Self.effect(String(words[0]), argument) {
            self.init(effect, attempts: attempts)
        } else {
            return nil
        }
    }

    private static func plainEffect(_ name: String) -> Effect? {
        switch name {
        case "reset": .reset
        case "lose-response": .loseResponse
        case "no-metadata": .noMetadata
        case "garbage": .garbage
        case "no-usage": .noUsage
        default: EmulatorRefusal(rawValue: name).map(Effect.refuse)
        }
    }

    private static func effect(_ name: String, _ argument: Substring) -> Effect? {
        switch name {
        case "latency": duration(argument).map(Effect.latency)
        case "slow": duration(argument).map(Effect.slow)
        case "cut-stream": count(argument).map(Effect.cutStream)
        case "cut-frame": count(argument).map(Effect.cutFrame)
        case "bad-crc": count(argument).map(Effect.badChecksum)
        case "pieces": count(argument).flatMap { $0 > 0 ? .pieces(bytes: $0) : nil }
        case "stream-exception":
            placed(argument, or: "internalServerException").map { .streamException(afterEvents: $0, type: $1) }
        case "stream-error": placed(argument, or: "InternalError").map { .streamError(afterEvents: $0, code: $1) }
        default: nil
        }
    }

    /// A place in a stream and a name, as `3:throttlingException`.
    private static func placed(_ text: Substring, or name: String) -> (Int, String)? {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard let first = parts.first, let place = count(first) else { return nil }
        let given = parts.count > 1 ? String(parts[1]) : name
        guard given.utf8.count <= 100, given.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
            return nil
        }
        return (place, given)
    }

    private static func count(_ text: Substring) -> Int? {
        guard let number = Int(text), (0...1_000_000).contains(number) else { return nil }
        return number
    }

    private static func duration(_ text: Substring) -> Duration? {
        let duration: Duration?
        if text.hasSuffix("ms") {
            duration = count(text.dropLast(2)).map { .milliseconds($0) }
        } else if text.hasSuffix("s") {
            duration = count(text.dropLast()).map { .seconds($0) }
        } else {
            duration = nil
        }
        return duration.flatMap { $0 <= longestWait ? $0 : nil }
    }
}
