import Foundation
import LosslessJSON
import Testing

/// Runs the files of the public JSONTestSuite when the variable JSON_TEST_SUITE names its test_parsing directory.
@Suite("JSONTestSuite", .enabled(if: ProcessInfo.processInfo.environment["JSON_TEST_SUITE"] != nil))
struct JSONTestSuiteTests {
    static var files: [String] {
        guard let directory = ProcessInfo.processInfo.environment["JSON_TEST_SUITE"] else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(directory)/\($0)" }
    }

    /// The files that implementations may decide about, and that this one accepts; docs/json.md says why.
    private static let accepted = ["i_number_", "i_object_key_lone", "surrogate", "i_structure_500_nested_arrays"]
    private static let refused = ["i_string_UTF8_surrogate_U+D800"]

    @Test("Every file is accepted or refused as documented", arguments: files)
    func decides(path: String) throws {
        let name = String(path.split(separator: "/").last ?? "")
        let isAccepted = (try? JSONValue.parse(Data(contentsOf: URL(fileURLWithPath: path)))) != nil
        if name.hasPrefix("i_") {
            let expected =
                Self.accepted.contains { name.contains($0) } && !Self.refused.contains { name.contains($0) }
            #expect(isAccepted == expected, "\(name)")
        } else {
            #expect(isAccepted == name.hasPrefix("y_"), "\(name)")
        }
    }
}
