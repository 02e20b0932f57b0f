// swift-tools-version: 6.2
import PackageDescription

// Outside this repository the first dependency names the repository's address and a version instead of a path.
let package = Package(
    name: "native",
    dependencies: [.package(name: "EdgePlan", path: "../..")],
    targets: [
        .executableTarget(name: "native", dependencies: [.product(name: "EdgeNative", package: "EdgePlan")])
    ],
    swiftLanguageModes: [.v6]
)
