import Testing

@testable import AWSCredentials

/// What botocore 1.43 reads out of the same text was compared by hand; where this module differs, the test says so.
@Suite("The dialect of the files")
struct INIParserTests {
    private func parse(_ text: String) throws -> INIDocument {
        try INIParser.parse(Array(text.utf8), path: "~/.aws/config")
    }

    private func value(_ text: String, _ name: String = "a", in section: String = "s") throws -> String? {
        try parse(text).sections[section]?.properties[name]?.value
    }

    @Test(
        "Values are read without the blanks around them",
        arguments: [
            ("[s]\na=1", "1"), ("[s]\na = 1  \n", "1"), ("[s]\n\ta\t=\t1", "1"), ("[s]\r\na = 1\r\n", "1"),
            ("[ s ]\na = 1", "1"), ("[s] # comment\na = 1", "1"), ("[s]\nA = 1", "1"), ("\u{FEFF}[s]\na = 1", "1"),
            ("[s]\na = b = c", "b = c"), ("[s]\na =", ""),
            // The last of two counts; botocore refuses them, other SDKs of AWS do not.
            ("[s]\na = 1\na = 2", "2"), ("[s]\na = 1\n[t]\n[s]\na = 2", "2"), ("[s]\na = 1\n[t]\n[s]\nb = 2", "1"),
        ])
    func values(text: String, expected: String) throws {
        #expect(try value(text) == expected)
    }

    @Test(
        "A comment is a line of its own; within a value the signs mean themselves",
        arguments: [
            ("# c\n[s]\n; c\na = 1", "1"), ("[s]\n  # c\na = 1", "1"), ("[s]\na = 1 # 2", "1 # 2"),
            ("[s]\na = 1 ; 2", "1 ; 2"), ("[s]\na = x#y", "x#y"), ("[s]\na = 1\n  # c\n  2", "1\n2"),
        ])
    func comments(text: String, expected: String) throws {
        #expect(try value(text) == expected)
    }

    @Test(
        "A line that is indented deeper than its property continues it",
        arguments: [
            ("[s]\na = 1\n  2\n\t3\nb = 4", "1\n2\n3"), ("[s]\na = 1\n  b = 2", "1\nb = 2"),
            ("[s]\n  a = 1\n  b = 2", "1"), ("[s]\n  a = 1\n    2\n  b = 3", "1\n2"),
        ])
    func continuation(text: String, expected: String) throws {
        #expect(try value(text) == expected)
    }

    @Test("Under an empty value, deeper lines are properties of a block")
    func nested() throws {
        let document = try parse(
            """
            [services local]
            bedrock_runtime =
              # where the emulator listens
              endpoint_url = http://localhost:8080/a?b

              Other = 1
            sts =
                endpoint_url = http://localhost:1
            last = x
            """)
        let section = try #require(document.sections["services local"])
        #expect(
            Profile.nested("bedrock_runtime", in: section) == [
                "endpoint_url": "http://localhost:8080/a?b", "other": "1",
            ])
        #expect(Profile.nested("sts", in: section) == ["endpoint_url": "http://localhost:1"])
        #expect(section.properties["last"]?.value == "x")
    }

    @Test("Names of sections distinguish case")
    func sections() throws {
        #expect(try value("[S]\na = 1") == nil)
    }

    @Test(
        "A line that is not understood is an error with its number, and with nothing of what it says",
        arguments: [
            ("a = \(marker)", 1), ("[s]\n\(marker)", 2), ("[s\na = 1", 1), ("[s]\n\n[]", 3), ("[s] x\na = 1", 1),
            ("[s]\n= \(marker)", 2), ("[s]\na =\n  \(marker)", 3), ("[s]\na =\n  = \(marker)", 3),
            // A colon separates for Python, and for no other SDK of AWS.
            ("[s]\na: \(marker)", 2),
        ])
    func faults(text: String, line: Int) throws {
        let error = #expect(throws: CredentialError.self) { try parse(text) }
        #expect(error?.place == "file ~/.aws/config, line \(line)")
        #expect(error?.description.contains(marker) == false)
    }

    @Test("Lines and values have limits, and texts are UTF-8")
    func limits() throws {
        let lines = String(repeating: "\n", count: INIParser.maximumLines + 1)
        #expect(throws: CredentialError.self) { try parse(lines) }
        let long = String(repeating: "x", count: INIParser.maximumValueBytes + 1)
        #expect(throws: CredentialError.self) { try parse("[s]\na = \(long)") }
        let continued = String(repeating: "\n  xxxxxxxxxxxxxxx", count: INIParser.maximumValueBytes / 16 + 1)
        #expect(throws: CredentialError.self) { try parse("[s]\na = 1\(continued)") }
        #expect(throws: CredentialError.self) { try INIParser.parse([0xFF], path: "f") }
    }
}
