import Foundation
import LosslessJSON

/// Bounds the input tokens of a request from its text.
///
/// A tokenizer makes at most one token of a byte, but one that normalises may see more bytes than were sent: the only
/// published Claude tokenizer applies NFKC, under which U+FDFA grows from 3 bytes to 33. So the largest of the raw, the
/// NFC and the NFKC byte counts holds, plus room for framing. ASCII is the same in all three.
struct InputBound {
    /// Tokens of one image: Claude and Nova scale larger ones down (4,005 were seen for 12 megapixels of Claude; Nova's
    /// guide lists up to 2,600, as of 2026-11).
    static let tokensPerImage: Int64 = 4_800
    /// Tokens that frame a request, with the system prompt that a model's template brings.
    static let tokensOfRequest: Int64 = 128
    /// Tokens that frame one message or block.
    static let tokensPerBlock: Int64 = 16
    /// Tokens of the hidden prompt that tools bring, and of each tool that the model was trained with.
    static let tokensOfToolPrompt: Int64 = 1_024

    /// The size of the input as far as it was measured.
    private(set) var size = InputSize(otherTokens: tokensOfRequest)
    /// How many images the input has.
    private(set) var images: Int64 = 0
    /// How many blocks of content the input has, each of which a guardrail may bill by itself.
    private(set) var blocks: Int64 = 1
    /// Whether there is content whose tokens the request's bytes say nothing about: documents, video, audio, files.
    private(set) var hasUnboundedContent = false

    /// What a part of the request is: only content can hold images and documents; the arguments and schemas of tools are
    /// text, whatever their members are called.
    private enum Place {
        case content
        case text
    }

    /// Measures a request.
    init(of request: JSONValue) {
        var pending: [(value: JSONValue, place: Place)] = [(request, .content)]
        while let (value, place) = pending.popLast() {
            switch value.kind {
            case .object:
                add(otherTokens: Self.tokensPerBlock)
                let image = ContentShape.imageSource(in: value)
                if image != nil {
                    images = images.addingClamped(1)
                    add(otherTokens: Self.tokensPerImage)
                }
                if place == .content, ContentShape.isUnbounded(value) { hasUnboundedContent = true }
                for (key, member) in value.members {
                    add(text: key, framing: 4)
                    if key == "toolConfig" || key == "tools" { add(toolsOf: member) }
                    // The bytes of an image are no text. Elsewhere an object that looks like one is both.
                    if place == .content, key == image { continue }
                    let isText = place == .text || ContentShape.isText(key, in: value)
                    pending.append((member, isText ? .text : .content))
                }
            case .array:
                blocks = blocks.addingClamped(Int64(value.count))
                for element in value.elements { pending.append((element, place)) }
            case .string:
                add(text: value.string ?? "", framing: 2)
            default:
                size.textBytes = size.textBytes.addingClamped(Int64(value.byteRange.count))
                add(otherTokens: 1)
            }
        }
    }

    private mutating func add(toolsOf value: JSONValue) {
        add(otherTokens: Self.tokensOfToolPrompt)
        for tool in value.elements where tool.present("type") != nil { add(otherTokens: Self.tokensOfToolPrompt) }
    }

    private mutating func add(text: String, framing: Int64) {
        size.textBytes = size.textBytes.addingClamped(Self.bytes(of: text))
        add(otherTokens: framing)
    }

    private mutating func add(otherTokens: Int64) {
        size.otherTokens = size.otherTokens.addingClamped(otherTokens)
    }

    private static func bytes(of text: String) -> Int64 {
        let raw = text.utf8.count
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return Int64(raw) }
        return Int64(
            max(
                raw, text.precomposedStringWithCanonicalMapping.utf8.count,
                text.precomposedStringWithCompatibilityMapping.utf8.count))
    }
}
