/// What somebody pastes into another terminal to see a gateway at work.
struct FirstSteps {
    /// The gateway's address.
    let endpoint: String
    /// The region that clients are told.
    let region: String
    /// The ledger's file.
    let ledger: String
    /// Whether clients need a key.
    let needsKey: Bool
    /// How the program was called, which is how it can be called again from the same folder.
    var program = CommandLine.arguments.first ?? "bedrock-ledger"

    /// The lines.
    var text: String {
        """
        In another terminal:

          export AWS_ENDPOINT_URL_BEDROCK_RUNTIME=\(endpoint) AWS_REGION=\(region)
          export \(credentials)

          # AWS CLI
          aws bedrock-runtime converse --model-id \(Self.model) \\
            --messages '[{"role":"user","content":[{"text":"Hello"}]}]' --inference-config maxTokens=200

          # boto3
          python3 -c 'import boto3; print(boto3.client("bedrock-runtime").converse(modelId="\(Self.model)", \\
            messages=[{"role":"user","content":[{"text":"Hello"}]}], inferenceConfig={"maxTokens":200})["usage"])'

          # curl
          curl -i \(endpoint)/model/\(Self.model)/converse \(curlCredentials)\\
            -H 'X-Ledger-Callsite: greeting' -H 'Content-Type: application/json' \\
            -d '{"messages":[{"role":"user","content":[{"text":"Hello"}]}],"inferenceConfig":{"maxTokens":200}}'

        What was spent, and where:

          \(program) spend --by team,callsite --ledger \(ledger)
          \(endpoint)/dashboard in a browser

        """
    }

    /// A model that costs little and is there in most regions.
    private static let model = "amazon.nova-micro-v1:0"

    private var credentials: String {
        needsKey
            ? "AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…  # of \(program) key create"
            : "AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none  # no key was issued yet, so any will do"
    }

    private var curlCredentials: String {
        guard needsKey else { return "" }
        return "--aws-sigv4 aws:amz:\(region):bedrock \\\n    --user \"$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY\" "
    }
}
