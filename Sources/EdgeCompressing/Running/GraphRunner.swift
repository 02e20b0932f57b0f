import EdgeModels
import EdgeNative

/// Runs a network on samples and shows values between its nodes.
///
/// On our own engine; what the engine cannot take, such as inputs of whole numbers, goes by plain operators.
struct GraphRunner {
    private let graph: Graph
    private let inputs: [ValueID]
    /// What is shown: `watched` first, the network's outputs behind.
    private let shown: [ValueID]
    private let engine: Engine

    private enum Engine {
        case native(Session)
        case plain
    }

    /// - Parameter watched: values that nodes make or that enter, each once.
    init(_ source: Graph, watching watched: [ValueID] = [], threads: Int) throws(CompressionError) {
        var graph = source
        inputs = source.inputs
        shown = watched + source.outputs
        let entering = Set(source.inputs)
        graph.outputs = []
        for value in shown where !entering.contains(value) && !graph.outputs.contains(value) {
            graph[value].name = "shown \(value.index)"
            graph.outputs.append(value)
        }
        self.graph = graph
        let isPlain = source.inputs.contains { ![.f32, .u8].contains(source[$0].type ?? .f32) }
        guard !isPlain else {
            engine = .plain
            return
        }
        do throws(NativeError) {
            engine = .native(try Session(try NativeModel(graph), threads: threads))
        } catch .unsupported, .unknownShape {
            engine = .plain
        } catch {
            throw .native(error)
        }
    }

    /// Calls `body` for each watched value, then for each output, with its place in that order.
    func run(_ sample: Sample, _ body: (Int, Span<Float>) throws(CompressionError) -> Void) throws(CompressionError) {
        switch engine {
        case .native(let session): try run(session, sample, body)
        case .plain: try runPlain(sample, body)
        }
    }

    private func run(
        _ session: Session, _ sample: Sample, _ body: (Int, Span<Float>) throws(CompressionError) -> Void
    ) throws(CompressionError) {
        do throws(NativeError) {
            for input in inputs {
                let name = graph[input].name
                guard let tensor = sample.tensors[name] else { throw .noSuchInput(name, names: []) }
                switch tensor.elements {
                case .f32(let numbers): try session.write(numbers.span, to: name)
                case .u8(let numbers): try session.write(numbers.span, to: name)
                default: throw .wrongType(value: name, expected: .f32, given: tensor.type)
                }
            }
            try session.run()
        } catch {
            throw .native(error)
        }
        for (place, value) in shown.enumerated() {
            if let entering = sample.tensors[graph[value].name], inputs.contains(value) {
                if let numbers = entering.floats { try body(place, numbers.span) }
                continue
            }
            try show(session, value, place, body)
        }
    }

    private func show(
        _ session: Session, _ value: ValueID, _ place: Int,
        _ body: (Int, Span<Float>) throws(CompressionError) -> Void
    ) throws(CompressionError) {
        let outcome: Result<Void, CompressionError>
        do throws(NativeError) {
            outcome = try session.read(graph[value].name, as: Float.self) { span in
                Result { () throws(CompressionError) in try body(place, span) }
            }
        } catch .looseValue, .wrongType {
            outcome = try loose(session, value, place, body)
        } catch {
            throw .native(error)
        }
        try outcome.get()
    }

    private func loose(
        _ session: Session, _ value: ValueID, _ place: Int,
        _ body: (Int, Span<Float>) throws(CompressionError) -> Void
    ) throws(CompressionError) -> Result<Void, CompressionError> {
        let tensor: Tensor
        do throws(NativeError) { tensor = try session.tensor(graph[value].name) } catch { throw .native(error) }
        if let numbers = tensor.floats { try body(place, numbers.span) }
        return .success(())
    }

    private func runPlain(
        _ sample: Sample, _ body: (Int, Span<Float>) throws(CompressionError) -> Void
    ) throws(CompressionError) {
        let results: [(name: String, tensor: Tensor)]
        do throws(PlainNetworkError) {
            results = try PlainNetwork.run(graph, sample.tensors)
        } catch {
            throw .plain(error)
        }
        let byName = Dictionary(results.map { ($0.name, $0.tensor) }) { first, _ in first }
        for (place, value) in shown.enumerated() {
            let name = graph[value].name
            if let numbers = (byName[name] ?? sample.tensors[name])?.floats { try body(place, numbers.span) }
        }
    }
}
