import LosslessJSON

/// No JSON could be had from a text without guessing; carries the exact text and the reason of every step.
public struct JSONRepairFailed: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why and where one step gave up.
    public struct Attempt: Sendable, Hashable, CustomStringConvertible {
        /// 1: strict parse of the whole text; 2: a valid object or array in it; 3: repair.
        public let step: Int

        /// Where, in bytes from the start of the text.
        public let offset: Int

        /// Why.
        public let reason: String

        /// The step, the place and the reason in one line.
        public var description: String { "step \(step), byte \(offset): \(reason)" }
    }

    /// The bytes that were given, unchanged.
    public let bytes: [UInt8]

    /// What each step met, in order; never empty.
    public private(set) var attempts: [Attempt]

    /// How many bytes were looked at, for tests of linearity.
    package private(set) var work = 0

    /// The exact text that was given.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Every step's reason; the text itself is left out, since it may be long or private.
    public var description: String {
        "no JSON could be recovered: " + attempts.map(\.description).joined(separator: "; ")
    }
}

extension JSONRepairFailed {
    /// The failure of a text that is not even looked at.
    init(bytes: [UInt8], _ fault: JSONFault) {
        self.bytes = bytes
        attempts = [Attempt(step: 1, offset: fault.offset, reason: "\(fault.reason(in: bytes))")]
    }

    init(bytes: [UInt8], _ fault: JSONFault, _ search: borrowing CandidateSearch) {
        self.init(bytes: bytes, fault)
        work = search.work
        if let valid = search.validFault {
            attempts.append(Attempt(step: 2, offset: valid.offset, reason: "\(valid.reason(in: bytes))"))
        } else {
            attempts.append(Attempt(step: 2, offset: 0, reason: "there is no object or array in the text"))
        }
        if let repair = search.repairFault {
            attempts.append(Attempt(step: 3, offset: repair.offset, reason: "\(repair.reason)"))
        }
    }
}
