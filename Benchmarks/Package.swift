// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of bedrock-ledger never resolve what only benchmarks need.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "bedrock-ledger", path: ".."),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "json-benchmark", dependencies: [.product(name: "JSONRepair", package: "bedrock-ledger")]),
        .target(name: "CWriteBaseline", linkerSettings: [.linkedLibrary("sqlite3")]),
        .executableTarget(
            name: "ledger-benchmark",
            dependencies: [
                "CWriteBaseline",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Ledger", package: "bedrock-ledger"),
                .product(name: "Pricing", package: "bedrock-ledger"),
            ]),
        .target(name: "Season", dependencies: [.product(name: "Ledger", package: "bedrock-ledger")]),
        .executableTarget(
            name: "season-generator", dependencies: ["Season", .product(name: "Ledger", package: "bedrock-ledger")]),
        .executableTarget(
            name: "read-benchmark",
            dependencies: [
                "Season",
                .product(name: "Dashboard", package: "bedrock-ledger"),
                .product(name: "InvocationLogs", package: "bedrock-ledger"),
                .product(name: "JSONRepair", package: "bedrock-ledger"),
                .product(name: "Ledger", package: "bedrock-ledger"),
                .product(name: "Pricing", package: "bedrock-ledger"),
            ]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)
