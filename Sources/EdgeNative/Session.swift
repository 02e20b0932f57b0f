import EdgeKernels
public import EdgeModels
import EdgePlatform

/// A compiled model with memory and threads of its own, to be run again and again.
///
/// All checks, plans and allocations are done when it is made. One thread at a time uses it.
public final class Session {
    public let model: NativeModel
    let arena: Arena
    private let pool: ThreadPool
    private let steps: [Step]
    /// What plain layers hand on beside the arena.
    var loose: [Tensor?]

    private enum Step {
        case kernels(PreparedKernel)
        case plain(PlainStep)
    }

    /// - Parameter cpus: where the threads are pinned, in order; the caller, who is the first, stays where it is.
    ///   Empty for wherever the system puts them.
    public init(_ model: NativeModel, threads: Int = 1, cpus: [Int] = []) throws(NativeError) {
        guard cpus.isEmpty || threads <= cpus.count else { throw .tooFewCPUs(threads: threads, cpus: cpus.count) }
        // Memory that is not there would be missed in the middle of a run, and end this program or another one.
        if model.plan.bytes > 1 << 28, let available = AvailableMemory.bytes, model.plan.bytes > available {
            throw .tooLarge(bytes: model.plan.bytes, available: available)
        }
        self.model = model
        do throws(KernelError) {
            pool = try ThreadPool(threads: threads, cpus: cpus)
            arena = try Arena(bytes: model.plan.bytes)
        } catch {
            throw .kernel(error, layer: "session")
        }
        steps = try Self.steps(of: model, on: arena)
        loose = Array(repeating: nil, count: model.network.looseCount)
        for case .kernels(let prepared) in steps { prepared.reserveScratch(on: pool) }
        for (id, numbers) in model.network.constants {
            let region = Region<Float>(offset: model.plan.offsets[id.index], count: numbers.count)
            arena.withMutableSpan(region) { span in
                for index in span.indices { span[index] = numbers[index] }
            }
        }
    }

    private static func steps(of model: NativeModel, on arena: Arena) throws(NativeError) -> [Step] {
        func place(_ id: StorageID) -> LayerMemory.Place {
            LayerMemory.Place(offset: model.plan.offsets[id.index], count: model.network[id].count)
        }
        var steps: [Step] = []
        for layer in model.network.layers {
            switch layer.work {
            case .plain(let plain):
                let places = (layer.inputs + layer.outputs).map { ($0, place($0)) }
                steps.append(
                    .plain(PlainStep(layer: plain, arena: arena, places: Dictionary(places) { first, _ in first })))
            case .kernels(let operation):
                let memory = LayerMemory(
                    arena: arena, inputs: layer.inputs.map(place), outputs: layer.outputs.map(place))
                do throws(KernelError) {
                    steps.append(.kernels(try operation.prepare(on: memory)))
                } catch {
                    throw .kernel(error, layer: layer.name)
                }
            }
        }
        return steps
    }

    /// Computes the outputs from what the inputs hold.
    public func run() throws(NativeError) {
        for number in steps.indices { try run(layer: number) }
    }

    /// Runs once and notes what some of the layers took.
    public func run(noting notes: inout LayerNotes) throws(NativeError) {
        let noted = notes.nextLayers()
        for number in 0..<noted.lowerBound { try run(layer: number) }
        let start = MonotonicClock.nanoseconds
        var before = start
        for number in noted {
            try run(layer: number)
            let now = MonotonicClock.nanoseconds
            notes.note(now - before, ofLayer: number)
            before = now
        }
        for number in noted.upperBound..<steps.count { try run(layer: number) }
        notes.settle(after: before - start)
    }

    private func run(layer number: Int) throws(NativeError) {
        switch steps[number] {
        case .plain(let step): try step.run(&loose)
        case .kernels(let prepared):
            do throws(KernelError) {
                try prepared.run(on: pool)
            } catch {
                throw .kernel(error, layer: model.network.layers[number].name)
            }
        }
    }

    /// The kernels that compute a layer, by the names that records bear; none for a plain one.
    public func kernels(ofLayer number: Int) -> [String] {
        if case .kernels(let prepared) = steps[number] { prepared.kernels } else { [] }
    }

    /// Copies numbers into an input, which keeps them from run to run.
    public func write<Element: NativeElement>(
        _ numbers: Span<Element>, to name: String
    ) throws(NativeError) {
        let region: Region<Element> = try region(try input(name))
        guard numbers.count == region.count else {
            throw .wrongCount(value: name, expected: region.count, given: numbers.count)
        }
        arena.withMutableSpan(region) { memory in
            for index in numbers.indices { memory[index] = numbers[index] }
        }
    }

    /// Gives an output's memory to be read; the next run overwrites it.
    public func read<Element: NativeElement, Answer>(
        _ name: String, as type: Element.Type = Element.self, _ body: (Span<Element>) -> Answer
    ) throws(NativeError) -> Answer {
        arena.withSpan(try region(try output(name)), body)
    }

    func input(_ name: String) throws(NativeError) -> Network.Port {
        guard let port = model.network.inputs.first(where: { $0.name == name }) else {
            throw .noSuchInput(name, names: model.inputs.map(\.name))
        }
        return port
    }

    func output(_ name: String) throws(NativeError) -> Network.Port {
        guard let port = model.network.outputs.first(where: { $0.name == name }) else {
            throw .noSuchOutput(name, names: model.outputs.map(\.name))
        }
        return port
    }

    func region<Element: NativeElement>(_ port: Network.Port) throws(NativeError) -> Region<Element> {
        guard case .storage(let id) = port.place else { throw .looseValue(port.name) }
        let type = port.type ?? model.network[id].type
        guard type == Element.elementType else {
            throw .wrongType(value: port.name, expected: type, given: Element.elementType)
        }
        return Region(offset: model.plan.offsets[id.index], count: model.network[id].count)
    }
}

/// A type of elements of inputs and outputs.
public protocol NativeElement: BitwiseCopyable, Sendable {
    static var elementType: ElementType { get }
}

extension Float: NativeElement {
    public static var elementType: ElementType { .f32 }
}

extension UInt8: NativeElement {
    public static var elementType: ElementType { .u8 }
}
