import AWSSigning
import BedrockEmulator
import LosslessJSON
import Pricing

/// Models, texts and configurations that many tests use.
enum Samples {
    static let claude = "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
    static let nova = "us.amazon.nova-lite-v1:0"
    static let credentials = Credentials(accessKeyID: "AKIAEMULATOR", secretAccessKey: "a secret for tests")
    /// The shipped card, read once.
    static let card = Result { try RateCard.shipped() }
    /// 2026-11-24T00:00:00Z.
    static let time = Timestamp(milliseconds: 1_795_478_400_000)

    /// A text of so many tokens.
    static func words(_ count: Int) -> String {
        Array(repeating: "word", count: count).joined(separator: " ")
    }

    /// A text as JSON.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return writer.text
    }

    /// A configuration whose time stands still until it is moved.
    static func configuration(clock: ManualClock = ManualClock(at: time)) -> EmulatorConfiguration {
        var configuration = EmulatorConfiguration()
        configuration.clock = clock.emulatorClock
        return configuration
    }

    /// A body of InvokeModel for each form of bodies, with a model that speaks it.
    static let bodies: [(model: String, body: String)] = [
        (
            claude,
            #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":40,"messages":[{"role":"user","content":"hi"}]}"#
        ),
        (nova, #"{"messages":[{"role":"user","content":[{"text":"hi"}]}]}"#),
        ("amazon.titan-text-express-v1", #"{"inputText":"hi"}"#),
        ("meta.llama3-8b-instruct-v1:0", #"{"prompt":"hi"}"#),
        ("mistral.mistral-7b-instruct-v0:2", #"{"prompt":"hi"}"#),
        ("openai.gpt-oss-120b-1:0", #"{"messages":[{"role":"user","content":"hi"}]}"#),
    ]

    /// The same for embeddings, which are not streamed.
    static let embeddings: [(model: String, body: String)] = [
        ("amazon.titan-embed-text-v2:0", #"{"inputText":"hi","dimensions":4}"#),
        ("cohere.embed-english-v3", #"{"texts":["one","two"],"input_type":"search_query","output_dimension":4}"#),
    ]
}
