import Testing

@testable import AWSCredentials

@Suite("Which region")
struct RegionResolverTests {
    private func resolver(
        _ variables: [String: String], config: String = "", profile: String? = nil, http: FakeHTTP? = .silent
    ) -> RegionResolver {
        RegionResolver(.test(.profiles(config: config, variables: variables), profile: profile, http: http))
    }

    @Test(
        "Code, then variables, then the profile, then the instance",
        arguments: [
            ("r-code", ["AWS_REGION": "r-one", "AWS_DEFAULT_REGION": "r-two"], "region = r-three", "r-code"),
            (nil, ["AWS_REGION": "r-one", "AWS_DEFAULT_REGION": "r-two"], "region = r-three", "r-one"),
            (nil, ["AWS_REGION": "", "AWS_DEFAULT_REGION": "r-two"], "region = r-three", "r-two"),
            (nil, [:], "region = r-three", "r-three"), (nil, [:], "", "ap-south-1"),
        ] as [(String?, [String: String], String, String)])
    func order(explicit: String?, variables: [String: String], property: String, expected: String) async throws {
        let resolver = resolver(
            variables, config: "[default]\n\(property)", http: InstanceSourceTests.service())
        #expect(try await resolver.region(explicit: explicit) == expected)
    }

    @Test("The profile is the one that code or AWS_PROFILE names")
    func profile() async throws {
        let config = "[profile a]\nregion = r-a\n[profile b]\nregion = r-b\n"
        #expect(try await resolver(["AWS_PROFILE": "a"], config: config).region() == "r-a")
        #expect(try await resolver(["AWS_PROFILE": "a"], config: config, profile: "b").region() == "r-b")
        await #expect(throws: CredentialError.self) {
            try await resolver(["AWS_PROFILE": "c"], config: config).region()
        }
    }

    @Test("Where there is none, the error says what was tried and what to do")
    func nothing() async {
        let error = await #expect(throws: CredentialError.self) { try await resolver([:]).region() }
        #expect(error?.code == .notFound)
        #expect(
            error?.description == """
                region: neither AWS_REGION nor AWS_DEFAULT_REGION is set, profile 'default' names none, and \
                EC2 metadata service at 169.254.169.254: no answer in time; set AWS_REGION, as in AWS_REGION=us-east-1
                """)
        let withoutClient = await #expect(throws: CredentialError.self) { try await resolver([:], http: nil).region() }
        #expect(withoutClient?.reason.contains("needs an HTTP client") == true)
    }

    @Test(
        "A name that a host name could not hold is refused",
        arguments: ["us east", "US-EAST-1", "-a", "a-", "a.b", "a/b", "é"])
    func malformed(name: String) async {
        for variables in [["AWS_REGION": name], ["AWS_DEFAULT_REGION": name]] {
            let error = await #expect(throws: CredentialError.self) { try await resolver(variables).region() }
            #expect(error?.code == .configuration)
        }
        await #expect(throws: CredentialError.self) { try await resolver([:]).region(explicit: name) }
        await #expect(throws: CredentialError.self) { try await resolver([:]).region(explicit: "") }
        await #expect(throws: CredentialError.self) {
            try await resolver([:]).region(explicit: String(repeating: "a", count: 64))
        }
    }
}
