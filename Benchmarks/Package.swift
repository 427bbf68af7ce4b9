// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of bedrock-ledger never resolve what only benchmarks need.
let package = Package(
    name: "Benchmarks",
    dependencies: [.package(name: "bedrock-ledger", path: "..")],
    targets: [
        .executableTarget(
            name: "json-benchmark", dependencies: [.product(name: "JSONRepair", package: "bedrock-ledger")]),
        .target(name: "Season", dependencies: [.product(name: "Ledger", package: "bedrock-ledger")]),
        .executableTarget(
            name: "season-generator", dependencies: ["Season", .product(name: "Ledger", package: "bedrock-ledger")]),
    ],
    swiftLanguageModes: [.v6]
)
