import AWSSigning
import Testing

@testable import AWSCredentials

@Suite("The two files together")
struct SharedConfigurationTests {
    private func read(
        config: String = "", credentials: String = "", variables: [String: String] = [:]
    ) throws -> SharedConfiguration {
        try SharedConfiguration(reading: .profiles(config: config, credentials: credentials, variables: variables))
    }

    @Test(
        "Profiles of the config file have their word before the name, but for the default one",
        arguments: [
            ("[profile a]\nregion = r", "a", "r"), ("[profile   a]\nregion = r", "a", "r"),
            ("[profile \"a b\"]\nregion = r", "a b", "r"), ("[profile 'a b']\nregion = r", "a b", "r"),
            ("[default]\nregion = r", "default", "r"), ("[profile default]\nregion = r", "default", "r"),
            ("[profile default]\nregion = r\n[default]\nregion = q", "default", "r"),
            ("[default]\nregion = q\n[profile default]\nregion = r", "default", "r"),
            ("[a]\nregion = r", "a", nil), ("[profile a b]\nregion = r", "a", nil),
            ("[profile]\nregion = r", "profile", nil),
        ] as [(String, String, String?)])
    func names(config: String, profile: String, region: String?) throws {
        #expect(try read(config: config).profile(profile)?["region"] == region)
    }

    @Test("Profiles of the credentials file have their bare name")
    func credentials() throws {
        let shared = try read(credentials: "[a]\nregion = r\n[profile b]\nregion = r")
        #expect(shared.profile("a")?["region"] == "r")
        #expect(shared.profile("b") == nil)
    }

    @Test("Of a property in both files, that of the credentials file counts")
    func both() throws {
        let shared = try read(
            config: "[profile a]\nregion = one\noutput = json", credentials: "[a]\nregion = two")
        #expect(shared.profile("a")?["region"] == "two")
        #expect(shared.profile("a")?["output"] == "json")
        #expect(shared.profile("a")?.place(of: "region") == "region of profile 'a' (~/.aws/credentials, line 2)")
        #expect(shared.profile("a")?.place(of: "output") == "output of profile 'a' (~/.aws/config, line 3)")
    }

    @Test("The halves of a pair of keys have to stand in the same file")
    func halves() throws {
        let shared = try read(
            config: "[profile a]\naws_secret_access_key = \(marker)", credentials: "[a]\naws_access_key_id = \(marker)")
        let profile = try #require(shared.profile("a"))
        for file in [Profile.File.credentials, .config] {
            let error = #expect(throws: CredentialError.self) { try profile.keys(in: file) }
            #expect(error?.description.contains(marker) == false)
        }
    }

    @Test("Files that are not there count as empty, wherever they were looked for")
    func missing() throws {
        let none = AWSEnvironment(variables: [:], files: MemoryFiles())
        #expect(try SharedConfiguration(reading: none).profile("default") == nil)
        let elsewhere = AWSEnvironment.test(["AWS_CONFIG_FILE": "/x", "AWS_SHARED_CREDENTIALS_FILE": "~/y"])
        #expect(try SharedConfiguration(reading: elsewhere).profile("default") == nil)
    }

    @Test("Variables name other files")
    func elsewhere() throws {
        let environment = AWSEnvironment.test(
            ["AWS_CONFIG_FILE": "/x", "AWS_SHARED_CREDENTIALS_FILE": "~/y"],
            files: ["/x": "[profile a]\nregion = r", "/h/y": "[a]\noutput = text"])
        let profile = try SharedConfiguration(reading: environment).profile("a")
        #expect(profile?["region"] == "r")
        #expect(profile?["output"] == "text")
    }

    @Test("Neither a dump nor a description shows a value")
    func hidden() throws {
        let shared = try read(
            config: "[profile a]\nx = \(marker)\nb =\n  c = \(marker)",
            credentials: "[a]\naws_secret_access_key = \(marker)")
        var text = String(describing: shared) + String(reflecting: shared)
        dump(shared, to: &text)
        #expect(!text.contains(marker))
    }
}
