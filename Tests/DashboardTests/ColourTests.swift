import Foundation
import Testing

@testable import Dashboard

@Suite("Colours can be told from their ground")
struct ColourTests {
    /// The colours of one scheme, by name.
    private static func scheme(_ index: Int) -> [String: Double] {
        let block = Stylesheet.colours.components(separatedBy: ":root {")[index + 1]
        let pairs = block.matches(of: /--([a-z0-9-]+): #([0-9a-f]{6})/).map { match in
            (String(match.output.1), luminance(String(match.output.2)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func luminance(_ hex: String) -> Double {
        let parts = stride(from: 0, to: 6, by: 2).map { offset -> Double in
            let start = hex.index(hex.startIndex, offsetBy: offset)
            let value = Double(UInt8(hex[start..<hex.index(start, offsetBy: 2)], radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private static func contrast(_ left: Double, _ right: Double) -> Double {
        (max(left, right) + 0.05) / (min(left, right) + 0.05)
    }

    @Test("Texts have a contrast of 4.5 on page and card, drawings and edges of 3", arguments: [0, 1])
    func contrasts(index: Int) throws {
        let colours = Self.scheme(index)
        for ground in ["page", "card"] {
            let ground = try #require(colours[ground])
            for text in ["text", "muted", "link", "ok", "warn", "bad"] {
                #expect(Self.contrast(try #require(colours[text]), ground) >= 4.5, "\(text)")
            }
            let drawn = (0...6).map { "s\($0)" } + ["edge", "fill-ok", "fill-warn", "fill-bad"]
            for drawing in drawn { #expect(Self.contrast(try #require(colours[drawing]), ground) >= 3, "\(drawing)") }
        }
    }
}
