// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "RetryExample",
    dependencies: [.package(name: "bedrock-ledger", path: "../..")],
    targets: [
        .executableTarget(name: "RetryExample", dependencies: [.product(name: "Retry", package: "bedrock-ledger")])
    ],
    swiftLanguageModes: [.v6]
)
