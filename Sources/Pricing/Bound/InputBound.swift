import Foundation
import LosslessJSON

/// Bounds the input tokens of a request from its text.
///
/// A tokenizer makes at most one token of a byte, but one that normalises may see more bytes than were sent: the only
/// published Claude tokenizer applies NFKC, under which U+FDFA grows from 3 bytes to 33. So the largest of the raw, the
/// NFC and the NFKC byte counts holds, plus room for framing. ASCII is the same in all three.
enum InputBound {
    /// Tokens of one image on the models that take the largest ones, and some more.
    static let tokensPerImage: Int64 = 4_800
    /// Tokens that frame one message or block, and the hidden prompt that tools bring.
    static let tokensPerBlock: Int64 = 16
    static let tokensOfToolPrompt: Int64 = 1_024

    /// Content whose tokens the request's bytes say nothing about.
    private static let unbounded: Set<String> = ["document", "video", "audio", "s3Location", "guardContent"]

    /// - Returns: `nil` where the request holds content that its size does not bound.
    static func tokens(of request: JSONValue) -> Int64? {
        var total: Int64 = 64
        var pending: [(value: JSONValue, isImage: Bool)] = [(request, false)]
        while let (value, isImage) = pending.popLast() {
            switch value.kind {
            case .object:
                total = total.addingClamped(tokensPerBlock)
                let type = value.present("type")?.string
                if type == "document", let source = value.present("source"), source.present("type")?.string != "text" {
                    return nil
                }
                if type == "file", value.present("file") != nil { return nil }
                for (key, member) in value.members {
                    if unbounded.contains(key), member.kind == .object { return nil }
                    if key == "toolConfig" || key == "tools" { total = total.addingClamped(tokensOfToolPrompt) }
                    let startsImage = ["image", "image_url"].contains(key) || (type == "image" && key == "source")
                    if startsImage { total = total.addingClamped(tokensPerImage) }
                    total = total.addingClamped(Int64(key.utf8.count) + 4)
                    pending.append((member, isImage || startsImage))
                }
            case .array:
                for element in value.elements { pending.append((element, isImage)) }
            case .string:
                guard !isImage else { continue }
                total = total.addingClamped(bytes(of: value.string ?? "") + 2)
            default:
                total = total.addingClamped(Int64(value.byteRange.count) + 1)
            }
        }
        return total
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
