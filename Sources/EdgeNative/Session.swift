import EdgeKernels
public import EdgeModels
import EdgePlatform

/// A compiled model with memory and threads of its own, to be run again and again.
///
/// All checks, plans and allocations are done when it is made. One thread at a time uses it.
public final class Session {
    public let model: NativeModel
    private let arena: Arena
    private let pool: ThreadPool
    private let layers: [PreparedKernel]

    /// - Parameter cpus: where the threads are pinned, in order; the caller, who is the first, stays where it is.
    ///   Empty for wherever the system puts them.
    public init(_ model: NativeModel, threads: Int = 1, cpus: [Int] = []) throws(NativeError) {
        guard cpus.isEmpty || threads <= cpus.count else { throw .tooFewCPUs(threads: threads, cpus: cpus.count) }
        self.model = model
        do throws(KernelError) {
            pool = try ThreadPool(threads: threads, cpus: cpus)
            arena = try Arena(bytes: model.plan.bytes)
        } catch {
            throw .kernel(error, layer: "session")
        }
        layers = try Self.prepared(model, on: arena)
        for layer in layers { layer.reserveScratch(on: pool) }
    }

    private static func prepared(_ model: NativeModel, on arena: Arena) throws(NativeError) -> [PreparedKernel] {
        func place(_ id: StorageID) -> LayerMemory.Place {
            LayerMemory.Place(offset: model.plan.offsets[id.index], count: model.network[id].count)
        }
        var prepared: [PreparedKernel] = []
        for layer in model.network.layers {
            let memory = LayerMemory(
                arena: arena, inputs: layer.inputs.map(place), outputs: layer.outputs.map(place))
            do throws(KernelError) {
                prepared.append(try layer.operation.prepare(on: memory))
            } catch {
                throw .kernel(error, layer: layer.name)
            }
        }
        return prepared
    }

    /// Computes the outputs from what the inputs hold.
    public func run() throws(NativeError) {
        for number in layers.indices { try run(layer: number) }
    }

    /// Runs once and notes when each layer was done.
    ///
    /// - Returns: Nanoseconds for each of the model's layers; a reading of the clock belongs to each.
    public func timedRun() throws(NativeError) -> [Int64] {
        var times: [Int64] = []
        times.reserveCapacity(layers.count)
        var before = MonotonicClock.nanoseconds
        for number in layers.indices {
            try run(layer: number)
            let now = MonotonicClock.nanoseconds
            times.append(now - before)
            before = now
        }
        return times
    }

    private func run(layer number: Int) throws(NativeError) {
        do throws(KernelError) {
            try layers[number].run(on: pool)
        } catch {
            throw .kernel(error, layer: model.network.layers[number].name)
        }
    }

    /// The kernels that compute a layer, by the names that records bear.
    public func kernels(ofLayer number: Int) -> [String] { layers[number].kernels }

    /// Copies numbers into an input, which keeps them from run to run.
    public func write<Element: NativeElement>(
        _ numbers: Span<Element>, to name: String
    ) throws(NativeError) {
        let port = try port(name, among: model.network.inputs, of: Element.elementType) {
            .noSuchInput(name, names: $0)
        }
        let region: Region<Element> = region(port)
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
        let port = try port(name, among: model.network.outputs, of: Element.elementType) {
            .noSuchOutput(name, names: $0)
        }
        let region: Region<Element> = region(port)
        return arena.withSpan(region, body)
    }

    private func port(
        _ name: String, among ports: [Network.Port], of type: ElementType, else missing: ([String]) -> NativeError
    ) throws(NativeError) -> Network.Port {
        guard let port = ports.first(where: { $0.name == name }) else { throw missing(ports.map(\.name)) }
        guard port.type == type else { throw .wrongType(value: name, expected: port.type, given: type) }
        return port
    }

    private func region<Element>(_ port: Network.Port) -> Region<Element> {
        Region(offset: model.plan.offsets[port.storage.index], count: model.network[port.storage].count)
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
