import AWSEventStream
import FoundationEssentials
import LosslessJSON

/// One event of a response stream, before it is framed.
struct StreamEvent: Sendable {
    let type: String
    let payload: [UInt8]
    /// Whether the event states the usage of the whole answer, or ends it; without these a stream looks cut.
    var isClosing = false

    /// An event of ConverseStream.
    init(
        _ type: String, isClosing: Bool = false, random: inout SplitMix64, _ write: (inout JSONWriter) -> Void
    ) {
        self.type = type
        self.isClosing = isClosing
        payload = JSONWriter.object { writer in
            write(&writer)
            writer.member("p", Self.padding(&random))
        }
    }

    /// A chunk of InvokeModelWithResponseStream around the model's own JSON.
    init(chunk: [UInt8], isClosing: Bool = false, random: inout SplitMix64) {
        self.init("chunk", isClosing: isClosing, random: &random) { writer in
            writer.member("bytes", Data(chunk).base64EncodedString())
        }
    }

    var frame: EventStreamFrame { .event(type, payload: payload) }

    /// Real events are padded to random lengths, so that an observer of the encrypted stream cannot tell the tokens.
    private static func padding(_ random: inout SplitMix64) -> String {
        let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        return String(alphabet.prefix(4 + Int(random.next() % 58)))
    }
}
