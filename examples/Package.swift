// swift-tools-version: 6.2
import PackageDescription

// Outside this repository the dependency names the repository's address and a version instead of a path.
let dependencies: [Package.Dependency] = [.package(name: "EdgePlan", path: "..")]

let package = Package(
    name: "examples",
    dependencies: dependencies,
    targets: [
        .executableTarget(
            name: "kernels",
            dependencies: [.product(name: "EdgeKernels", package: "EdgePlan")],
            path: "kernels"
        ),
        .executableTarget(
            name: "native",
            dependencies: [.product(name: "EdgeNative", package: "EdgePlan")],
            path: "native"
        ),
    ],
    swiftLanguageModes: [.v6]
)
