import BedrockRuntime
import Testing

@Suite("The operations of the runtime API")
struct RuntimeOperationTests {
    @Test(
        "have the paths of the service model",
        arguments: [
            (RuntimeOperation.converse, "converse"), (.converseStream, "converse-stream"), (.invokeModel, "invoke"),
            (.invokeModelWithResponseStream, "invoke-with-response-stream"), (.countTokens, "count-tokens"),
        ])
    func paths(operation: RuntimeOperation, suffix: String) {
        #expect(operation.pathSuffix == suffix)
    }
}
