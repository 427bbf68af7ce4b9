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
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
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
        // Row 2
        .target(name: "Ledger", dependencies: ["Pricing"]),
        // Row 3
        .target(
            name: "LedgerSQLite",
            dependencies: ["Ledger", "SQLite", "CAssets", "Pricing", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "LedgerReports", dependencies: ["Ledger", "Pricing", "LosslessJSON"]),
        .target(name: "InvocationLogs", dependencies: ["Ledger", "Pricing", "LosslessJSON", "CZlib"]),
        // Row 5
        .executableTarget(
            name: "bedrock-ledger",
            dependencies: [
                "InvocationLogs", "JSONRepair", "Ledger", "LedgerReports", "LedgerSQLite", "LosslessJSON", "Pricing",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // Tests
        .target(
            name: "LedgerConformance", dependencies: ["Ledger", "Pricing"], path: "Tests/Support/LedgerConformance"),
        // A disk under SQLite that fails when told to, and that knows what a power loss would leave.
        .target(name: "CFaultyDisk", dependencies: ["CSQLite"], path: "Tests/Support/CFaultyDisk"),
        // Works on a ledger as one of many processes that the tests start and kill.
        .executableTarget(
            name: "LedgerHammer", dependencies: ["Ledger", "LedgerSQLite", "Pricing"],
            path: "Tests/Support/LedgerHammer"),
        .testTarget(name: "LosslessJSONTests", dependencies: ["LosslessJSON"]),
        .testTarget(name: "RetryTests", dependencies: ["Retry"]),
        .testTarget(name: "AWSEventStreamTests", dependencies: ["AWSEventStream"]),
        .testTarget(name: "AWSSigningTests", dependencies: ["AWSSigning"]),
        .testTarget(name: "JSONRepairTests", dependencies: ["JSONRepair", "LosslessJSON"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
        .testTarget(name: "PricingTests", dependencies: ["LosslessJSON", "Pricing"]),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger", "LedgerConformance", "Pricing"]),
        .testTarget(
            name: "LedgerSQLiteTests",
            dependencies: [
                "LedgerSQLite", "LedgerConformance", "LedgerHammer", "Ledger", "Pricing", "SQLite", "CSQLite",
                "CFaultyDisk",
            ]),
        .testTarget(
            name: "LedgerReportsTests",
            dependencies: ["LedgerReports", "Ledger", "LedgerConformance", "LosslessJSON", "Pricing"]),
        .testTarget(
            name: "InvocationLogsTests",
            dependencies: ["InvocationLogs", "Ledger", "LedgerConformance", "LosslessJSON", "Pricing", "CZlib"]),
        .testTarget(name: "CommandLineTests", dependencies: ["bedrock-ledger"]),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)

for target in package.targets where target.type != .system {
    guard ["CAssets", "CFaultyDisk"].contains(target.name) == false else { continue }
    target.swiftSettings = [
        .enableUpcomingFeature("ExistentialAny"),  // SE-0335: an existential is marked as one
        .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: a member is visible where its module is imported
        .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: a public import is a visible leak
    ]
}
