import Testing

/// What is billed by something else than tokens.
@Suite("Images, seconds and queries")
struct UnitRuleTests {
    @Test("Rerankers are billed by the query", arguments: rerank)
    func priceRerank(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let rerank: [PricingCase] = [
        PricingCase(
            "Cohere Rerank 3.5",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank", "units": {"queries": 1}}
            """,
            .usd("0.002")),
        PricingCase(
            "Amazon Rerank",
            """
            {"model": "amazon.rerank-v1:0", "operation": "rerank", "units": {"queries": 3}}
            """,
            .usd("0.003")),
        PricingCase(
            "one hundred documents are one query",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank", "units": {"documents": 100}}
            """,
            .usd("0.002")),
        PricingCase(
            "a hundred and one are two",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank", "units": {"documents": 101}}
            """,
            .usd("0.004")),
        PricingCase(
            "the documents of the request count",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank", "request": {"query": "q", "documents": ["a",
             "b"]}, "response": {"results": []}}
            """,
            .usd("0.002")),
        PricingCase(
            "the search units of the response count",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank", "response": {"results": [], "meta": {
             "billed_units": {"search_units": 2}}}}
            """,
            .usd("0.004")),
        PricingCase(
            "nothing known",
            """
            {"model": "cohere.rerank-v3-5:0", "operation": "rerank"}
            """,
            .unknownUsage("neither request, response nor units")),
    ]

    @Test("Embeddings have no output", arguments: embeddings)
    func priceEmbeddings(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let embeddings: [PricingCase] = [
        PricingCase(
            "Titan text",
            """
            {"model": "amazon.titan-embed-text-v2:0", "region": "us-east-1", "operation": "embed", "response": {
             "body": {"embedding": [], "inputTextTokenCount": 1000}}}
            """,
            .usd("0.00002")),
        PricingCase(
            "Cohere by its header",
            """
            {"model": "cohere.embed-english-v3", "region": "us-east-1", "operation": "embed", "response": {"body": {
             "embeddings": []}, "headers": {"x-amzn-bedrock-input-token-count": "1000"}}}
            """,
            .usd("0.0001")),
        PricingCase(
            "Titan image: text and image",
            """
            {"model": "amazon.titan-embed-image-v1", "region": "us-east-1", "operation": "embed", "request": {
             "body": {"inputText": "a", "inputImage": "aGk="}}, "response": {"body": {"inputTextTokenCount": 100}}}
            """,
            .usd("0.00014")),
        PricingCase(
            "Nova: an image of the request",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "request": {"singleEmbeddingParams": {"image": {"format": "png"}}}, "response": {"embeddings": []}}
            """,
            .usd("0.00006")),
        PricingCase(
            "Nova: a document image",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "request": {"singleEmbeddingParams": {"image": {"detailLevel": "DOCUMENT_IMAGE"}}}, "response": {
             "embeddings": []}}
            """,
            .usd("0.0006")),
        PricingCase(
            "Nova: seconds of video",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "request": {"segmentedEmbeddingParams": {"video": {}}}, "units": {"input_seconds": 10}}
            """,
            .usd("0.007")),
        PricingCase(
            "Nova: seconds of audio",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "request": {"segmentedEmbeddingParams": {"audio": {}}}, "units": {"input_seconds": 2.5}}
            """,
            .usd("0.00035")),
        PricingCase(
            "Nova: seconds of what is not said",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "units": {"input_seconds": 10}}
            """,
            .unknownUsage("audio or video")),
        PricingCase(
            "Nova: video whose seconds nobody states",
            """
            {"model": "amazon.nova-2-multimodal-embeddings-v1:0", "region": "us-east-1", "operation": "embed",
             "request": {"segmentedEmbeddingParams": {"video": {}}}, "response": {"body": {}, "headers": {
             "x-amzn-bedrock-input-token-count": "0"}}}
            """,
            .unknownUsage("input_seconds")),
    ]

    @Test("Images are billed by size and quality", arguments: images)
    func priceImages(pricingCase: PricingCase) throws {
        try pricingCase.check()
    }

    static let images: [PricingCase] = [
        PricingCase(
            "Nova Canvas by default",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "response": {"images": ["aGk="]}}
            """,
            .usd("0.04")),
        PricingCase(
            "Nova Canvas 1024x1024 standard",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 1024, "height": 1024, "quality": "standard", "numberOfImages": 2}}, "response": {"images": [
             "aGk=", "aGk="]}}
            """,
            .usd("0.08")),
        PricingCase(
            "Nova Canvas 512x512 premium",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 512, "height": 512, "quality": "premium", "numberOfImages": 2}}, "response": {"images": [
             "aGk=", "aGk="]}}
            """,
            .usd("0.12")),
        PricingCase(
            "Nova Canvas 1025x512 standard",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 1025, "height": 512, "quality": "standard", "numberOfImages": 2}}, "response": {"images": [
             "aGk=", "aGk="]}}
            """,
            .usd("0.12")),
        PricingCase(
            "Nova Canvas 2048x2048 premium",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 2048, "height": 2048, "quality": "premium", "numberOfImages": 2}}, "response": {"images": [
             "aGk=", "aGk="]}}
            """,
            .usd("0.16")),
        PricingCase(
            "Nova Canvas beyond its sizes",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": 4096, "height": 1024}}, "units": {"images": 1}}
            """,
            .unpriced("no output_image rate")),
        PricingCase(
            "a size that is none does not fall back to the default",
            """
            {"model": "amazon.nova-canvas-v1:0", "operation": "image", "request": {"imageGenerationConfig": {
             "width": -1, "height": 1024}}, "units": {"images": 1}}
            """,
            .unpriced("depends on size")),
        PricingCase(
            "Stable Image Core",
            """
            {"model": "stability.stable-image-core-v1:1", "operation": "image", "response": {"body": {"images": [
             "aGk="]}}}
            """,
            .usd("0.04")),
        PricingCase(
            "Stable Image Ultra",
            """
            {"model": "stability.stable-image-ultra-v1:1", "operation": "image", "units": {"images": 3}}
            """,
            .usd("0.42")),
    ]
}
