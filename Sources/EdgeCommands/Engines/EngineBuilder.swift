import EdgeEngines
import EdgePlatform
import EdgeProbing
import EdgeRecords

/// Builds llama.cpp from its package's source, in the private environment: what is interrupted is gone on with.
struct EngineBuilder {
    private let surroundings: Surroundings
    private let environment: String

    private static let minutes = 120

    /// - Throws: `noTools` before anything is fetched.
    init(_ surroundings: Surroundings, below environment: String) throws(EngineInstallError) {
        let folders = (surroundings.environment["PATH"] ?? "").split(separator: ":")
        let missing = LlamaCppBuild.tools.filter { tool in !folders.contains { UserFile.isThere("\($0)/\(tool)") } }
        guard missing.isEmpty else { throw .noTools(missing) }
        (self.surroundings, self.environment) = (surroundings, environment)
    }

    /// - Parameter package: with its version.
    func build(_ package: String) throws(FetchingProgram.Failure) {
        let names = (try? FileTree(root: "/").names(in: environment + "/lib")) ?? []
        guard let python = names.first(where: { $0.hasPrefix("python3") }) else {
            throw .failed("there is no lib/python3 in it")
        }
        let packages = "\(environment)/lib/\(python)/site-packages"
        let (source, build) = ("\(packages)/\(LlamaCppBuild.source)", "\(packages)/\(LlamaCppBuild.build)")
        let folder = "\(packages)/\(LlamaCppBuild.folder)"
        let program = FetchingProgram(surroundings: surroundings)
        let threads = (try? DeviceProbe(tree: FileTree.open("/")).device().limits.usableCPUs) ?? 1
        try program.run(LlamaCppBuild.configuring(source, into: build), "preparing to build \(package)")
        try program.run(
            LlamaCppBuild.compiling(build, threads: threads), "building \(package), which takes minutes",
            minutes: Self.minutes)
        let shim = folder + "/edgeplan-llama.c"
        do throws(AtomicFileError) {
            try AtomicFile.write(LlamaCppBuild.shim, to: shim)
            let version = package.split(separator: "=").last.map(String.init) ?? package
            try AtomicFile.write(version + "\n", to: "\(folder)/\(LlamaCppBuild.versionFile)")
        } catch {
            throw .failed(error.why)
        }
        try program.run(
            LlamaCppBuild.compilingShim(shim, source: source, folder: folder), "building what calls \(package)")
    }
}
