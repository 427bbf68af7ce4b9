// swift-tools-version: 6.3
import PackageDescription

let package = Package(
    name: "JSONRepairExample",
    dependencies: [.package(name: "bedrock-ledger", path: "../..")],
    targets: [
        .executableTarget(
            name: "JSONRepairExample",
            dependencies: [.product(name: "JSONRepair", package: "bedrock-ledger")])
    ],
    swiftLanguageModes: [.v6]
)
