import Pricing
import Testing

@testable import Reconciliation

@Suite("Usage types of bills")
struct BilledUsageTypeTests {
    /// A usage type and what it says.
    struct Sample: Sendable, CustomTestStringConvertible {
        let text: String
        let name: String
        let item: BilledItem
        var isGlobal = false
        var isLongContext = false
        var tier = PriceTier.standard
        var testDescription: String { text }
    }

    @Test(
        "All five grammars are taken apart",
        arguments: [
            Sample(text: "USE1-NovaPro-input-tokens", name: "NovaPro", item: .input),
            Sample(text: "USE1-NovaPro-cache-read-input-token-count", name: "NovaPro", item: .cacheRead),
            Sample(text: "EU-NovaLite-output-tokens-batch", name: "NovaLite", item: .output, tier: .batch),
            Sample(
                text: "USE1-Claude4.6Opus-cache-read-input-token-count-cross-region-global", name: "Claude4.6Opus",
                item: .cacheRead, isGlobal: true),
            Sample(
                text: "USE1-Claude4.5Sonnet-long-context-input-token-count", name: "Claude4.5Sonnet", item: .input,
                isLongContext: true),
            Sample(
                text: "APN1-Claude4.6Opus-cache-write-1h-input-token-count", name: "Claude4.6Opus", item: .cacheWrite1h),
            Sample(
                text: "USE1-openai.gpt-oss-120b-mantle-input-tokens-standard", name: "openai.gpt-oss-120b",
                item: .input),
            Sample(
                text: "USW2-anthropic.claude-opus-4-8-mantle-cache-write-tokens-global-standard",
                name: "anthropic.claude-opus-4-8", item: .cacheWrite5m, isGlobal: true),
            Sample(
                text: "USE1-openai.gpt-5.6-sol-mantle-cache-write-tokens-30m-priority", name: "openai.gpt-5.6-sol",
                item: .cacheWrite30m, tier: .priority),
            Sample(text: "USE1-MP:USE1_InputTokenCount-Units", name: "", item: .input),
            Sample(text: "USE1-MP:USE1_CacheReadInputTokenCount-Units", name: "", item: .cacheRead),
            Sample(
                text: "USE1-MP:USE1_CacheWrite1hInputTokenCount_Global-Units", name: "", item: .cacheWrite1h,
                isGlobal: true),
            Sample(text: "USE1-MP:USE1_OutputTokenCount_Batch-Units", name: "", item: .output, tier: .batch),
            Sample(text: "USE1-MP:USE1_input_tokens_standard-Units", name: "", item: .input),
            Sample(
                text: "EUW1-MP:EUW1_cache_write_tokens_1h_global_standard-Units", name: "", item: .cacheWrite1h,
                isGlobal: true),
            Sample(
                text: "EUW1-MP:EUW1_output_tokens_global_flex-Units", name: "", item: .output, isGlobal: true,
                tier: .flex),
        ])
    func grammars(sample: Sample) throws {
        let usage = try #require(BilledUsageType(sample.text))
        #expect(usage.name == sample.name)
        #expect(usage.item == sample.item)
        #expect(usage.isGlobal == sample.isGlobal)
        #expect(usage.isLongContext == sample.isLongContext)
        #expect(usage.tier == sample.tier)
    }

    @Test(
        "What has another word, or none of tokens, is not guessed at",
        arguments: [
            "", "-", "USE1", "USE1-Guardrail-ContentPolicyUnitsConsumed", "USE1-NovaPro-input-tokens-turbo",
            "USE1-NovaCanvas-T2I-1024-Standard", "BoxUsage:m5.large", "USE1-input-tokens", "USE1-MP:USE1-Units",
            "USE1-MP:", "USE1-NovaPro-cache-tokens", "USE1-NovaPro-input", "use1-NovaPro-input-tokens",
            "USE1-ProvisionedThroughput-NovaPro-1mo",
        ])
    func unknown(text: String) {
        #expect(BilledUsageType(text) == nil)
    }

    @Test("Speech tokens are not taken for those of text")
    func speech() {
        #expect(BilledUsageType("USE1-NovaSonic-speech-input-tokens")?.name == "NovaSonic-speech")
    }

    @Test(
        "A unit is read from its name, and not guessed",
        arguments: [
            ("1K tokens", 3), ("1M tokens", 6), ("Tokens", 0), ("Units", nil), ("", nil), ("2K tokens", nil),
        ] as [(String, Int?)])
    func units(name: String, power: Int?) {
        #expect(BilledUnitName.powerOfTen(name) == power)
    }

    @Test(
        "Amounts beyond the last digit are rounded to the nearest",
        arguments: [
            ("0.0000000000014", Int128(1)), ("0.0000000000015", 2), ("-0.0000000000015", -2), ("1", 1_000_000_000_000),
            ("1.00000000000049999", 1_000_000_000_000), ("4.2E-7", 420_000),
        ])
    func rounding(text: String, picodollars: Int128) throws {
        #expect(try #require(ExactDecimal(text)).rounded(scaledByPowerOfTen: 12) == picodollars)
    }
}
