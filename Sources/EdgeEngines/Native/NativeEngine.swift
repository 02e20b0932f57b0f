import EdgeKernels
import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeRecords

/// Our own engine, which is part of this program.
struct NativeEngine: Engine {
    let version: String

    static let kind = EngineKind(
        name: .native, places: nil, formats: [.onnx], precisions: [.fp32, .bf16] + EngineKind.stored,
        knownBad: [
            .init(
                what: "int8-a16 and int8-dynamic are computed node by node in part, which is slow",
                remedy: "use the int8 file")
        ],
        tellsLayers: true
    ) { order, version in
        if !order.instructionSets.isEmpty {
            InstructionSet.restrict(to: order.instructionSets.compactMap { InstructionSet(name: $0) })
        }
        return NativeEngine(version: version)
    }

    func load(_ order: LoadOrder) throws -> any LoadedModel {
        let options = NativeOptions(precision: order.precision == .bf16 ? .bf16 : .fp32, sizes: order.sizes)
        let model = try NativeModel.load(order.path, options: options)
        let session = try Session(model, threads: order.threads, cpus: order.cpus)
        // The caller is the first of the threads, and the session pins all others.
        if let first = order.cpus.first { ThreadPlacement.pin(to: first) }
        return NativeLoadedModel(session)
    }
}

private final class NativeLoadedModel: LoadedModel {
    private let session: Session

    init(_ session: Session) { self.session = session }

    var inputs: [TensorPort] { session.model.inputs.map(TensorPort.init) }
    var outputs: [TensorPort] { session.model.outputs.map(TensorPort.init) }

    func write(_ bytes: [UInt8], toInput place: Int) throws {
        let input = session.model.inputs[place]
        guard let type = input.type, let shape = input.shape, let elements = TensorBytes.elements(bytes, type) else {
            throw EngineError.badInput(name: input.name, why: "its type or shape is not known")
        }
        try session.write(try Tensor(shape: shape, elements: elements), to: input.name)
    }

    func run() throws { try session.run() }

    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8]) {
        let name = session.model.outputs[place].name
        let tensor = try session.tensor(name)
        return (
            TensorPort(name: name, type: tensor.type, shape: tensor.shape), TensorBytes.bytes(of: tensor.elements)
        )
    }

    func layers(runs: Int, scratch: String?) throws -> [LayerTimes] {
        var notes = LayerNotes(session)
        repeat { try session.run(noting: &notes) } while notes.runs < runs
        return session.model.layers.enumerated().map { number, layer in
            LayerTimes(
                name: layer.name, operation: layer.kind, kernels: session.kernels(ofLayer: number),
                operations: layer.arithmetic,
                nanoseconds: notes.nanoseconds[number].prefix(max(runs, 1)).map { Int($0) })
        }
    }
}

extension TensorPort {
    /// What is known only after a run stands as empty.
    fileprivate init(_ value: ValueDescription) {
        self.init(name: value.name, type: value.type ?? .f32, shape: value.shape ?? [0])
    }
}
