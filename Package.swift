// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is compiled with these, tests and fuzzers included.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// Every C target is compiled with this.
///
/// The Makefile asks for more warnings: a package with unsafeFlags could not be a versioned dependency of another.
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

func swift(_ name: String, _ uses: [Target.Dependency] = [], links: [LinkerSetting] = []) -> Target {
    .target(name: name, dependencies: uses, swiftSettings: strict, linkerSettings: links)
}

func tests(_ name: String, _ uses: [Target.Dependency], data: [String] = []) -> Target {
    .testTarget(name: name, dependencies: uses, exclude: data, swiftSettings: strict)
}

let groundFloor: [Target] = [
    // The archives, not the shared libraries: the program is copied to devices that may have neither.
    .target(
        name: "CEdgeCompression", cSettings: strictC,
        linkerSettings: [.linkedLibrary(":libz.a"), .linkedLibrary(":libzstd.a")]),
    .target(
        name: "CEdgeImages", cSettings: strictC,
        linkerSettings: [.linkedLibrary(":libpng.a"), .linkedLibrary(":libjpeg.a"), .linkedLibrary(":libz.a")]),
    .target(name: "CEdgeKernels", exclude: ["README.md"], cSettings: strictC),
    // Compiled where the engine is installed, against its own header.
    .target(name: "CEdgeEngines", exclude: ["ctranslate2/worker.py", "llamacpp/shim.c"], cSettings: strictC),
    .target(name: "CEdgePlatform", cSettings: strictC),
    .target(name: "CEdgeWeights", cSettings: strictC),
    .target(name: "CEdgeSQLite", cSettings: strictC, linkerSettings: [.linkedLibrary(":libsqlite3.a")]),
    .target(name: "CEdgeHwloc", cSettings: strictC),
    .target(name: "CEdgeCpuinfo", cSettings: strictC),
]

/// Each imports only what stands above it.
let middleFloor: [Target] = [
    // Without Foundation nobody else brings the mathematical library, which debug builds round with.
    swift("EdgeRecords", links: [.linkedLibrary("m")]),
    swift("EdgePlatform", ["CEdgeCompression", "CEdgePlatform", "EdgeRecords"]),
    swift("EdgeKernels", ["CEdgeKernels", "EdgeRecords"]),
    swift("EdgeModels", ["CEdgeImages", "CEdgeWeights", "EdgePlatform", "EdgeRecords"]),
    swift("EdgeNative", ["EdgeKernels", "EdgeModels", "EdgePlatform", "EdgeRecords"]),
    swift("EdgeEngines", ["CEdgeEngines", "EdgeKernels", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeRecords"]),
]

/// Stages exchange records and never depend on each other.
let river: [Target] = [
    swift("EdgeCompressing", ["EdgeKernels", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeRecords"]),
    swift("EdgeProbing", ["CEdgeCpuinfo", "CEdgeHwloc", "EdgePlatform", "EdgeRecords"]),
    swift(
        "EdgeProfiling", ["EdgeEngines", "EdgeKernels", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeRecords"]),
    swift("EdgePlanning", ["EdgeRecords"]),
    swift("EdgeReporting", ["EdgeRecords"]),
    swift("EdgeStoring", ["CEdgeSQLite", "EdgePlatform", "EdgeRecords"]),
]

let topFloor: [Target] = [
    swift("EdgeArguments", ["EdgeRecords"]),
    swift(
        "EdgeCommands",
        [
            "EdgeArguments", "EdgeCompressing", "EdgeEngines", "EdgeKernels", "EdgeModels", "EdgeNative",
            "EdgePlanning",
            "EdgePlatform", "EdgeProbing", "EdgeProfiling", "EdgeRecords", "EdgeReporting", "EdgeStoring",
        ]),
    .executableTarget(name: "edgeplan", dependencies: ["EdgeCommands", "EdgeRecords"], swiftSettings: strict),
]

let checks: [Target] = [
    .target(name: "EdgeTestSupport", path: "Tests/EdgeTestSupport", swiftSettings: strict),
    // One program for all fuzzers: linking one for each took longer than their turns.
    .executableTarget(
        name: "fuzz",
        dependencies: [
            "EdgeArguments", "EdgeEngines", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeProbing", "EdgeRecords",
        ],
        path: "Fuzz", exclude: ["Seeds"], swiftSettings: strict),
    tests("EdgeArgumentsTests", ["EdgeArguments", "EdgeRecords", "EdgeTestSupport"], data: ["Golden"]),
    tests("EdgeRecordsTests", ["EdgeRecords", "EdgeTestSupport"], data: ["Golden"]),
    tests("EdgePlatformTests", ["EdgePlatform", "EdgeRecords", "EdgeTestSupport"], data: ["FakeNVML"]),
    tests("EdgeKernelsTests", ["EdgeKernels", "EdgeRecords"]),
    tests("EdgeModelsTests", ["EdgeModels", "EdgePlatform", "EdgeRecords", "EdgeTestSupport"], data: ["Inputs/Files"]),
    tests(
        "EdgeNativeTests",
        ["EdgeKernels", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeRecords", "EdgeTestSupport"],
        data: ["Plain/Cases"]),
    tests(
        "EdgeCompressingTests",
        ["EdgeCompressing", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeRecords", "EdgeTestSupport"]),
    tests(
        "EdgeEnginesTests",
        ["EdgeEngines", "EdgeModels", "EdgePlatform", "EdgeRecords", "EdgeTestSupport"],
        data: ["FakeONNXRuntime", "FakeVLLM"]),
    tests("EdgePlanningTests", ["EdgePlanning", "EdgeRecords", "EdgeTestSupport"]),
    tests(
        "EdgeProfilingTests",
        [
            "EdgeEngines", "EdgeKernels", "EdgeModels", "EdgeNative", "EdgePlatform", "EdgeProfiling", "EdgeRecords",
            "EdgeTestSupport",
        ]),
    tests("EdgeReportingTests", ["EdgeRecords", "EdgeReporting", "EdgeTestSupport"], data: ["Golden"]),
    tests(
        "EdgeProbingTests", ["EdgePlatform", "EdgeProbing", "EdgeRecords", "EdgeTestSupport"]),
    tests("EdgeStoringTests", ["EdgeRecords", "EdgeStoring", "EdgeTestSupport"]),
    tests("EndToEnd", ["EdgeModels", "EdgeRecords", "EdgeTestSupport", "edgeplan"], data: ["Golden"]),
]

/// What `Benchmarks/` needs of the program's own parts.
let benchmarks: [Target] = [
    .executableTarget(
        name: "replay-race", dependencies: ["EdgePlanning", "EdgeRecords"], path: "Benchmarks/replay",
        swiftSettings: strict)
]

let package = Package(
    name: "EdgePlan",
    products: [
        .executable(name: "edgeplan", targets: ["edgeplan"]),
        .library(name: "EdgeKernels", targets: ["EdgeKernels"]),
        .library(name: "EdgeNative", targets: ["EdgeNative", "EdgeModels"]),
    ],
    targets: groundFloor + middleFloor + river + topFloor + checks + benchmarks,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c2x
)
