// swift-tools-version: 6.3
import PackageDescription

// The modules stand in rows; a module imports only from rows above its own.
// Row 0 has the standard library only. ARCHITECTURE.md draws the map, TidyTests holds the imports to it.
let package = Package(
    name: "bedrock-ledger",
    products: [
        .executable(name: "bedrock-ledger", targets: ["bedrock-ledger"]),
        .library(name: "JSONRepair", targets: ["JSONRepair", "LosslessJSON"]),
        .library(name: "Retry", targets: ["Retry"]),
        .library(name: "Pricing", targets: ["Pricing"]),
        .library(name: "Ledger", targets: ["Ledger", "LedgerSQLite", "LedgerReports"]),
        .library(name: "InvocationLogs", targets: ["InvocationLogs", "FileReading"]),
        .library(name: "BedrockLedger", targets: ["BedrockLedger", "BedrockRuntime", "AWSCredentials", "AWSSigning"]),
        .library(name: "BedrockEmulator", targets: ["BedrockEmulator"]),
        .library(name: "Dashboard", targets: ["Dashboard"]),
        .library(name: "Gateway", targets: ["Gateway"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-distributed-tracing", from: "1.7.3"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.3"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Row 0
        .systemLibrary(
            name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(name: "CAssets"),
        .target(name: "LosslessJSON"),
        .target(name: "Retry"),
        .target(name: "AWSEventStream"),
        // Row 1
        .target(name: "JSONRepair", dependencies: ["LosslessJSON"]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "Pricing", dependencies: ["LosslessJSON", "CAssets"]),
        .target(name: "AWSSigning", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "FileReading", dependencies: ["CZlib"]),
        // Row 2
        .target(name: "Ledger", dependencies: ["Pricing"]),
        .target(
            name: "AWSCredentials",
            dependencies: [
                "AWSSigning", "LosslessJSON", "Retry", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Subprocess", package: "swift-subprocess"),
            ]),
        // Row 3
        .target(
            name: "LedgerSQLite",
            dependencies: [
                "Ledger", "SQLite", "CAssets", "Pricing", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Metrics", package: "swift-metrics"),
            ]),
        .target(
            name: "LedgerReports",
            dependencies: [
                "Ledger", "Pricing", "LosslessJSON",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(name: "Insights", dependencies: ["Ledger", "Pricing"]),
        .target(name: "InvocationLogs", dependencies: ["FileReading", "Ledger", "Pricing", "LosslessJSON"]),
        .target(name: "Reconciliation", dependencies: ["FileReading", "Ledger", "Pricing", "LosslessJSON"]),
        .target(
            name: "BedrockRuntime",
            dependencies: [
                "AWSCredentials", "AWSEventStream", "AWSSigning", "LosslessJSON", "Pricing", "Retry",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        // Row 4
        .target(
            name: "BedrockLedger",
            dependencies: [
                "AWSCredentials", "AWSEventStream", "AWSSigning", "BedrockRuntime", "JSONRepair", "Ledger",
                "LedgerSQLite", "LosslessJSON", "Pricing", "Retry",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]),
        .target(name: "Dashboard", dependencies: ["Insights", "Ledger", "LedgerReports", "Pricing"]),
        .target(
            name: "BedrockEmulator",
            dependencies: [
                "AWSEventStream", "AWSSigning", "LosslessJSON", "Pricing",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Row 5
        .target(
            name: "Gateway",
            dependencies: [
                "AWSCredentials", "AWSSigning", "BedrockLedger", "BedrockRuntime", "CAssets", "Dashboard", "Ledger",
                "LedgerReports", "LosslessJSON", "Pricing", "Retry",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Row 6
        .executableTarget(
            name: "bedrock-ledger",
            dependencies: [
                "AWSCredentials", "AWSSigning", "BedrockEmulator", "BedrockLedger", "BedrockRuntime", "Dashboard",
                "FileReading", "Gateway", "Insights", "InvocationLogs", "JSONRepair", "Ledger", "LedgerReports",
                "LedgerSQLite", "LosslessJSON", "Pricing", "Reconciliation", "Retry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // An example that is built, and run by a test, with the package: on its own it would build the HTTP stack again.
        .executableTarget(
            name: "BedrockClientExample",
            dependencies: ["AWSCredentials", "AWSSigning", "BedrockEmulator", "BedrockLedger", "Ledger", "Pricing"],
            path: "Examples/BedrockClientExample"),
        // Tests
        .target(
            name: "LedgerConformance", dependencies: ["Ledger", "LedgerSimulation", "Pricing"],
            path: "Tests/Support/LedgerConformance"),
        // A ledger in memory, and a ledger, its clients and their bad luck out of one seed; in a file too.
        .target(
            name: "LedgerSimulation", dependencies: ["Ledger", "LedgerSQLite", "Pricing"],
            path: "Tests/Support/LedgerSimulation"),
        .executableTarget(
            name: "Simulate", dependencies: ["LedgerSimulation"], path: "Tests/Support/Simulate"),
        // A disk under SQLite that fails when told to, and that knows what a power loss would leave.
        .target(name: "CFaultyDisk", dependencies: ["CSQLite"], path: "Tests/Support/CFaultyDisk"),
        // A disk under SQLite on which checkpoints stall where they are weakest.
        .target(name: "CStalledCheckpoint", dependencies: ["CSQLite"], path: "Tests/Support/CStalledCheckpoint"),
        // Works on a ledger as one of many processes that the tests start and kill.
        .executableTarget(
            name: "LedgerHammer", dependencies: ["CSQLite", "Ledger", "LedgerSQLite", "Pricing"],
            path: "Tests/Support/LedgerHammer"),
        // Bad input for everything that reads what others wrote, and what must hold for it.
        .target(
            name: "Fuzzing",
            dependencies: [
                "AWSEventStream", "AWSSigning", "CZlib", "FileReading", "InvocationLogs", "JSONRepair", "Ledger",
                "LedgerSimulation", "LosslessJSON", "Pricing", "Reconciliation",
            ], path: "Tests/Support/Fuzzing"),
        .executableTarget(name: "Fuzz", dependencies: ["Fuzzing"], path: "Tests/Support/Fuzz"),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"]),
        .testTarget(name: "LosslessJSONTests", dependencies: ["LosslessJSON"]),
        .testTarget(name: "RetryTests", dependencies: ["Retry"]),
        .testTarget(name: "AWSEventStreamTests", dependencies: ["AWSEventStream"]),
        .testTarget(name: "AWSSigningTests", dependencies: ["AWSSigning"]),
        .testTarget(name: "JSONRepairTests", dependencies: ["JSONRepair", "LosslessJSON"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
        .testTarget(name: "PricingTests", dependencies: ["LosslessJSON", "Pricing"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "LedgerConformance", "LedgerSimulation", "Pricing"]),
        .testTarget(
            name: "LedgerSQLiteTests",
            dependencies: [
                "LedgerSQLite", "LedgerConformance", "LedgerSimulation", "LedgerHammer", "Ledger", "Pricing", "SQLite",
                "CSQLite",
                "CFaultyDisk", "CStalledCheckpoint",
            ]),
        .testTarget(
            name: "LedgerReportsTests",
            dependencies: [
                "LedgerReports", "Ledger", "LedgerSimulation", "LosslessJSON", "Pricing",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .testTarget(
            name: "InsightsTests", dependencies: ["Insights", "Ledger", "LedgerSimulation", "Pricing"]),
        .testTarget(
            name: "InvocationLogsTests",
            dependencies: [
                "FileReading", "InvocationLogs", "Ledger", "LedgerSimulation", "LosslessJSON", "Pricing", "CZlib",
            ]),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: [
                "FileReading", "Reconciliation", "Ledger", "LedgerSimulation", "LosslessJSON", "Pricing", "CZlib",
            ]),
        .testTarget(
            name: "AWSCredentialsTests", dependencies: ["AWSCredentials", "AWSSigning", "LosslessJSON", "Retry"]),
        .testTarget(
            name: "BedrockRuntimeTests",
            dependencies: [
                "AWSCredentials", "AWSEventStream", "AWSSigning", "BedrockRuntime", "LosslessJSON", "Pricing", "Retry",
            ]),
        .testTarget(
            name: "BedrockLedgerTests",
            dependencies: [
                "AWSCredentials", "AWSEventStream", "AWSSigning", "BedrockEmulator", "BedrockLedger", "BedrockRuntime",
                "JSONRepair", "Ledger", "LedgerSimulation", "LedgerSQLite", "LosslessJSON", "Pricing", "Retry",
                .product(name: "InMemoryTracing", package: "swift-distributed-tracing"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "MetricsTestKit", package: "swift-metrics"),
                .product(name: "Tracing", package: "swift-distributed-tracing"),
            ]),
        .testTarget(
            name: "DashboardTests",
            dependencies: ["Dashboard", "Insights", "Ledger", "LedgerSimulation", "LedgerReports", "Pricing"]),
        .testTarget(
            name: "BedrockEmulatorTests",
            dependencies: [
                "AWSEventStream", "AWSSigning", "BedrockEmulator", "LosslessJSON", "Pricing",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "AWSCredentials", "AWSEventStream", "AWSSigning", "BedrockEmulator", "BedrockLedger", "BedrockRuntime",
                "Dashboard", "Gateway", "Ledger", "LedgerSimulation", "LedgerReports", "LedgerSQLite", "LosslessJSON",
                "Pricing", "Retry",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Metrics", package: "swift-metrics"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP2", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["BedrockClientExample", "bedrock-ledger", "Ledger", "LedgerSQLite", "Pricing"]),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)

for target in package.targets where target.type != .system {
    // The example is compiled as a user compiles, without what this package asks of itself.
    let others = ["CAssets", "CFaultyDisk", "CStalledCheckpoint", "BedrockClientExample"]
    guard others.contains(target.name) == false else { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335: an existential is marked as one
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: a member is visible where its module is imported
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: a public import is a visible leak
    ]
}
