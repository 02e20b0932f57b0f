// swift-tools-version: 6.2
import PackageDescription

// Our engine as Benchmarks/models asks it, built on the library product as any other package would.
let package = Package(
    name: "native",
    dependencies: [.package(name: "EdgePlan", path: "../..")],
    targets: [
        .executableTarget(name: "native", dependencies: [.product(name: "EdgeNative", package: "EdgePlan")])
    ],
    swiftLanguageModes: [.v6]
)
