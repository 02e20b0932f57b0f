// swift-tools-version: 6.2
import PackageDescription

// Outside this repository the first dependency names the repository's address and a version instead of a path.
let package = Package(
    name: "kernels",
    dependencies: [.package(name: "EdgePlan", path: "../..")],
    targets: [
        .executableTarget(name: "kernels", dependencies: [.product(name: "EdgeKernels", package: "EdgePlan")])
    ],
    swiftLanguageModes: [.v6]
)
