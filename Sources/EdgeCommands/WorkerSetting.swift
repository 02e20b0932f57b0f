import EdgeEngines
import EdgeKernels
import EdgePlatform
import EdgeRecords

/// Where workers live in one run of the program: their scratch folders, their limits, their environment, their libraries.
final class WorkerSetting {
    let instructionSets: [InstructionSet]
    let files: ModelFiles
    /// The one folder that workers may write to.
    let work: String
    private let scratch: ScratchFolder
    private let memoryBytes: Int?
    /// Our own, and what of it a worker gets.
    private let surrounding: [String: String]
    private let environment: [String: String]
    private var searched: [EngineName: [LibrarySearch.Place]] = [:]

    private static let handedOn = ["LD_LIBRARY_PATH", "PATH", "HOME"]

    /// - Parameters:
    ///   - instructionSets: what our own kernels may use; empty to leave it to them.
    ///   - memoryBytes: of each worker; nil for no limit.
    ///   - place: where what workers write is to lie; nil for where the system puts such things.
    init(
        instructionSets: [InstructionSet], memoryBytes: Int?, in surroundings: Surroundings, place: String? = nil
    ) throws {
        scratch = try ScratchFolder(in: place ?? surroundings.scratchPlace)
        files = ModelFiles(in: try scratch.folder("models"))
        work = try scratch.folder("work")
        self.instructionSets = instructionSets
        self.memoryBytes = memoryBytes
        surrounding = surroundings.environment
        var variables = surroundings.environment.filter { Self.handedOn.contains($0.key) }
        variables["TMPDIR"] = work
        // A crash is a result, and its story takes longer than the rest of the run.
        variables["SWIFT_BACKTRACE"] = "enable=no"
        environment = variables
    }

    func open(_ engine: EngineName) -> OpenOrder {
        var order = OpenOrder(engine: engine)
        order.instructionSets = instructionSets.map(\.name)
        order.scratch = work
        order.library = EngineKind.named(engine).flatMap(library)
        return order
    }

    /// The library that an engine is opened from; nil for our own, and if it was found nowhere.
    func library(of kind: EngineKind) -> String? { places(of: kind).lazy.compactMap(\.found.last).first }

    /// Where it was looked for.
    func places(of kind: EngineKind) -> [LibrarySearch.Place] {
        if let known = searched[kind.name] { return known }
        guard let places = kind.places, let tree = try? FileTree(root: "/") else { return [] }
        let found = LibrarySearch(places, environment: surrounding, tree: tree).all()
        searched[kind.name] = found
        return found
    }

    func start(for candidate: Candidate) throws(WorkerFailure) -> WorkerProcess {
        try start(cpus: candidate.cpus ?? [], placement: candidate.placement, for: candidate.engine)
    }

    /// - Parameters:
    ///   - placement: drivers of accelerators take far more addresses than memory, and write to their devices.
    ///   - engine: nil for a worker that loads no model.
    func start(
        cpus: [Int], placement: Candidate.Placement = .cpu, for engine: EngineName? = nil
    ) throws(WorkerFailure) -> WorkerProcess {
        let serves = engine.flatMap(EngineKind.named)?.serves ?? false
        var command = ChildCommand.ourselves(["worker"], environment: environment)
        command.cpus = cpus
        // Of a server's processes each reserves addresses of its own.
        command.addressSpaceBytes = placement == .cpu && !serves ? memoryBytes : nil
        command.mayUseLoopback = serves
        command.mayUseDevices = placement != .cpu
        command.residentBytes = memoryBytes
        command.scratch = work
        return try WorkerProcess(command)
    }
}
