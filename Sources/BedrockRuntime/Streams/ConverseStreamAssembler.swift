public import AWSSigning
import LosslessJSON

/// Puts the events of a streamed answer together to the response that the same call without a stream would have got.
public struct ConverseStreamAssembler: Sendable {
    /// The most blocks of one answer; further ones are left out.
    static let maximumBlocks = 10_000

    private var role = "assistant"
    private var blocks: [Int64: StreamedBlock] = [:]
    private var stop: JSONValue?
    private var metadata: JSONValue?

    /// Nothing yet.
    public init() {}

    /// Whether the last event has come.
    public var isComplete: Bool { metadata != nil }

    /// Takes the next event.
    public mutating func add(_ event: RuntimeEvent) {
        let json = event.json
        switch event.type {
        case "messageStart": role = json["role"]?.string ?? role
        case "contentBlockStart": if let start = json["start"] { change(json) { $0.start(start) } }
        case "contentBlockDelta": if let delta = json["delta"] { change(json) { $0.add(delta) } }
        case "messageStop": stop = json
        case "metadata": metadata = json
        default: break
        }
    }

    /// The response, as far as the events have come.
    public func response(headers: [HeaderField] = []) -> ConverseResponse? {
        var writer = JSONWriter()
        writer.object { writer in
            writer.key("output")
            writer.object { writer in
                writer.key("message")
                writer.object { writer in
                    writer.member("role", role)
                    writer.key("content")
                    writer.beginArray()
                    for (_, block) in blocks.sorted(by: { $0.key < $1.key }) { block.write(into: &writer) }
                    writer.endArray()
                }
            }
            for part in [stop, metadata] {
                // The padding that every event carries has no meaning.
                for (key, value) in part?.members.map({ $0 }) ?? [] where key != "p" { writer.member(key, value) }
            }
        }
        return (try? JSONValue.parse(writer.bytes)).map { ConverseResponse(json: $0, headers: headers) }
    }

    private mutating func change(_ event: JSONValue, _ change: (inout StreamedBlock) -> Void) {
        let index = event["contentBlockIndex"]?.integer ?? 0
        guard blocks[index] != nil || blocks.count < Self.maximumBlocks else { return }
        change(&blocks[index, default: StreamedBlock()])
    }
}
