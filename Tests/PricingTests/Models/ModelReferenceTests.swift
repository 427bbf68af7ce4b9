import Pricing
import Testing

@Suite("Model references")
struct ModelReferenceTests {
    @Test(
        "A prefix of a geography decides the scope",
        arguments: [
            ("anthropic.claude-opus-5", "anthropic.claude-opus-5", PriceScope.inRegion, nil),
            ("global.anthropic.claude-opus-5", "anthropic.claude-opus-5", .global, "global"),
            ("us.anthropic.claude-opus-5", "anthropic.claude-opus-5", .geo, "us"),
            ("eu.amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0", .geo, "eu"),
            ("apac.amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0", .geo, "apac"),
            ("jp.amazon.nova-2-lite-v1:0", "amazon.nova-2-lite-v1:0", .geo, "jp"),
            ("au.anthropic.claude-opus-5", "anthropic.claude-opus-5", .geo, "au"),
            ("in.openai.gpt-5.6-luna", "openai.gpt-5.6-luna", .geo, "in"),
            ("us-gov.anthropic.claude-opus-4-8", "anthropic.claude-opus-4-8", .geo, "us-gov"),
            ("usa.anthropic.claude-opus-5", "usa.anthropic.claude-opus-5", .inRegion, nil),
            ("US.anthropic.claude-opus-5", "US.anthropic.claude-opus-5", .inRegion, nil),
            ("", "", .inRegion, nil),
        ] as [(String, String, PriceScope, String?)])
    func prefixes(text: String, id: String, scope: PriceScope, geography: String?) {
        let reference = ModelReference(text)
        #expect(reference.target == .model(id: id, scope: scope))
        #expect(reference.geography == geography)
        #expect(reference.region == nil)
    }

    @Test("ARNs carry a region and name a model, a profile or something opaque")
    func arns() {
        let foundation = ModelReference("arn:aws:bedrock:eu-west-1::foundation-model/amazon.nova-pro-v1:0")
        #expect(foundation.target == .model(id: "amazon.nova-pro-v1:0", scope: .inRegion))
        #expect(foundation.region == "eu-west-1")
        let prefix = "arn:aws:bedrock:us-east-1:111122223333:"
        let profile = ModelReference(prefix + "inference-profile/global.anthropic.claude-opus-5")
        #expect(profile.target == .model(id: "anthropic.claude-opus-5", scope: .global))
        #expect(profile.region == "us-east-1")
        let opaque = [
            "application-inference-profile/abc": "application inference profile",
            "custom-model-deployment/abc": "custom model deployment", "prompt/ABC:1": "prompt",
        ]
        for (resource, kind) in opaque { #expect(ModelReference(prefix + resource).target == .opaque(kind: kind)) }
        for resource in ["prompt-router/abc", "default-prompt-router/abc:1"] {
            #expect(ModelReference(prefix + resource).target == .router)
        }
        let gov = ModelReference("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-opus-4-8")
        #expect(gov.region == "us-gov-west-1")
    }

    @Test(
        "What has no price by the call says why",
        arguments: [
            "arn:", "arn:aws", "arn:aws:bedrock:us-east-1:111122223333", "arn:aws:bedrock:us-east-1:111122223333:model",
            "arn:aws:sagemaker:us-east-1:111122223333:endpoint/mine",
            "arn:aws:bedrock:us-east-1:111122223333:provisioned-model/abc",
            "arn:aws:bedrock:us-east-1:111122223333:imported-model/abc",
            "arn:aws:bedrock:us-east-1:111122223333:custom-model/base/abc",
            "arn:aws:bedrock:us-east-1:111122223333:knowledge-base/abc",
        ])
    func notPriced(text: String) {
        guard case .notPriced(let reason) = ModelReference(text).target else {
            Issue.record("\(text) has a target")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test(
        "A region belongs to one partition, and only a real one to the commercial",
        arguments: [
            ("us-east-1", AWSPartition.commercial), ("ap-southeast-7", .commercial), ("mx-central-1", .commercial),
            ("us-gov-east-1", .usGov), ("cn-north-1", .other), ("us-iso-east-1", .other), ("us-isob-east-1", .other),
            ("eusc-de-east-1", .other), ("", .other), ("us-east", .other), ("us-east-", .other), ("us--1", .other),
            ("US-EAST-1", .other), ("us-east-1a", .other), ("us-east-1-1", .other), ("us_east_1", .other),
            (" us-east-1", .other), ("us-east-123", .other),
        ])
    func partitions(region: String, partition: AWSPartition) {
        #expect(AWSPartition(region: region) == partition)
    }

    @Test("A model is reported under its id, whatever profile was called")
    func modelID() {
        let profile = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/abc"
        let pricer = Pricer(card: Pricer.shipped.card, inferenceProfiles: [profile: "us.anthropic.claude-opus-5"])
        #expect(pricer.modelID(profile) == "anthropic.claude-opus-5")
        #expect(pricer.modelID("eu.anthropic.claude-opus-5") == "anthropic.claude-opus-5")
        #expect(pricer.modelID(profile + "d") == profile + "d")
    }
}
