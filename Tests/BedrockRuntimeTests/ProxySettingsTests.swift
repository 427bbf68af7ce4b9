import AWSSigning
import BedrockRuntime
import Testing

@Suite("The proxy that the environment names")
struct ProxySettingsTests {
    private static let proxy = ProxySettings(host: "proxy.corp", port: 3128)

    @Test(
        "is taken for the hosts that it is meant for",
        arguments: [
            (["HTTPS_PROXY": "http://proxy.corp:3128"], "bedrock.aws", true, Optional(Self.proxy)),
            (["https_proxy": "proxy.corp:3128/"], "bedrock.aws", true, Self.proxy),
            (
                ["HTTPS_PROXY": "http://us%40er:p:w@proxy.corp:3128"], "bedrock.aws", true,
                ProxySettings(host: "proxy.corp", port: 3128, user: Secret("us@er"), password: Secret("p:w"))
            ),
            (["HTTPS_PROXY": "http://[::1]:3128"], "bedrock.aws", true, ProxySettings(host: "::1", port: 3128)),
            (["HTTPS_PROXY": "https://proxy.corp:3128"], "bedrock.aws", true, nil),
            (["HTTPS_PROXY": "http://proxy.corp:3128", "NO_PROXY": "aws:443"], "bedrock.aws", true, nil),
            (["HTTP_PROXY": "http://proxy.corp:3128"], "bedrock.aws", true, nil),
            (["HTTP_PROXY": "http://proxy.corp:3128"], "bedrock.aws", false, Self.proxy),
            (["HTTP_PROXY": "http://proxy.corp:3128", "REQUEST_METHOD": "GET"], "bedrock.aws", false, nil),
            (["HTTPS_PROXY": "http://proxy.corp:3128", "NO_PROXY": "localhost, .aws"], "bedrock.aws", true, nil),
            (["HTTPS_PROXY": "http://proxy.corp:3128", "NO_PROXY": "aws"], "bedrock.aws", true, nil),
            (["HTTPS_PROXY": "http://proxy.corp:3128", "NO_PROXY": "rock.aws"], "bedrock.aws", true, Self.proxy),
            (["HTTPS_PROXY": "http://proxy.corp:3128", "NO_PROXY": "*"], "bedrock.aws", true, nil),
            (["HTTPS_PROXY": "http://proxy.corp:99999"], "bedrock.aws", true, nil),
            (["HTTPS_PROXY": ""], "a", true, nil),
            ([:], "bedrock.aws", true, nil),
        ] as [([String: String], String, Bool, ProxySettings?)])
    func table(variables: [String: String], host: String, isSecure: Bool, expected: ProxySettings?) {
        #expect(ProxySettings.proxy(for: host, isSecure: isSecure, variables: variables) == expected)
    }
}
