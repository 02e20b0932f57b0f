import CEdgeEngines
import EdgeModels
import EdgePlatform
import EdgeRecords

/// A model that an engine of others has loaded, with memory of its own for the inputs.
@safe final class ForeignModel: LoadedModel {
    private let engine: EngineName
    private let session: OpaquePointer
    let inputs: [TensorPort]
    let outputs: [TensorPort]
    private let explanation: () -> String
    private let tracing: Tracing?

    /// Times the layers of a session, whose runs take so long without that; the folder is for what it has to write.
    typealias Tracing =
        (_ session: OpaquePointer, _ runs: Int, _ folder: String, _ runNanoseconds: Int) throws -> [LayerTimes]

    /// Takes the session over.
    ///
    /// - Parameters:
    ///   - explanation: what may be behind a run that fails, as the end of a sentence.
    ///   - tracing: nil for an engine that tells no times of layers.
    init(
        _ session: OpaquePointer, of engine: EngineName, sizes: [String: Int],
        explanation: @escaping () -> String = { "" }, tracing: Tracing? = nil
    ) throws {
        self.engine = engine
        self.explanation = explanation
        unsafe self.tracing = tracing
        unsafe self.session = session
        do {
            inputs = try unsafe Self.ports(of: session, engine, isOutput: false, sizes)
            outputs = try unsafe Self.ports(of: session, engine, isOutput: true, sizes)
        } catch {
            unsafe ep_session_unload(session)
            throw error
        }
    }

    deinit {
        unsafe ep_session_unload(session)
    }

    func write(_ bytes: [UInt8], toInput place: Int) throws {
        let port = inputs[place]
        guard let type = ONNXElementType.number(of: port.type) else { throw Self.strange(port.name) }
        let shape = port.shape.map { Int64($0) }
        var reason = Reason()
        let isDone = unsafe reason.note { reason in
            unsafe ep_session_fill(
                session, UInt32(place), type, shape, UInt32(shape.count), bytes, bytes.count, reason)
        }
        guard isDone else { throw reason.error(engine, "filling \"\(port.name)\"") }
    }

    func run() throws {
        // The reason's memory is made only if there is one: this is timed.
        let isDone = unsafe ep_session_run(session, Self.lastReason.buffer)
        guard isDone else {
            throw EngineError.refused(engine: engine, while: "running", why: Self.lastReason.text + explanation())
        }
    }

    func output(_ place: Int) throws -> (port: TensorPort, bytes: [UInt8]) {
        var port = ep_port()
        var start: UnsafePointer<UInt8>?
        var reason = Reason()
        let isDone = unsafe reason.note { unsafe ep_session_output(session, UInt32(place), &port, &start, $0) }
        guard isDone else { throw reason.error(engine, "giving its outputs") }
        let described = try Self.described(port, [:])
        guard let count = described.bytes else { throw Self.strange(described.name) }
        guard let start = unsafe start, count > 0 else { return (described, []) }
        return unsafe (described, Array(UnsafeBufferPointer(start: start, count: count)))
    }

    func layers(runs: Int, scratch: String?) throws -> [LayerTimes] {
        guard let tracing = unsafe tracing, let scratch else { throw EngineError.noLayers }
        let times = try (0..<max(runs, 1)).map { _ in
            let start = MonotonicClock.nanoseconds
            try run()
            return Double(MonotonicClock.nanoseconds - start)
        }
        return try unsafe tracing(session, runs, scratch, Int(Quantile.median(ofSorted: times.sorted())))
    }

    private static let lastReason = ReasonBuffer()

    private static func ports(
        of session: OpaquePointer, _ engine: EngineName, isOutput: Bool, _ sizes: [String: Int]
    ) throws -> [TensorPort] {
        try (0..<(unsafe ep_session_count(session, isOutput))).map { place in
            var port = ep_port()
            var reason = Reason()
            let isDone = unsafe reason.note { unsafe ep_session_port(session, isOutput, place, &port, $0) }
            guard isDone else { throw reason.error(engine, "describing its inputs and outputs") }
            return try described(port, sizes)
        }
    }

    /// An open size is what was asked for by its name, or 1.
    private static func described(_ port: ep_port, _ sizes: [String: Int]) throws -> TensorPort {
        let name = unsafe withUnsafeBytes(of: port.name) { unsafe text($0) }
        guard let type = ONNXElementType.type(of: port.type) else { throw strange(name) }
        let given = unsafe withUnsafeBytes(of: port.sizes) { unsafe Array($0.bindMemory(to: Int64.self)) }
        let symbols = unsafe withUnsafeBytes(of: port.symbols) { bytes in
            (0..<Int(EP_RANK)).map {
                unsafe text(UnsafeRawBufferPointer(rebasing: bytes[($0 * 64)..<($0 * 64 + 64)]))
            }
        }
        let shape = (0..<Int(port.rank)).map { axis -> Int in
            given[axis] >= 0 ? Int(given[axis]) : (sizes[symbols[axis]] ?? 1)
        }
        return TensorPort(name: name, type: type, shape: shape)
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    private static func strange(_ name: String) -> EngineError {
        .badInput(name: name, why: "its elements are of a type that is not known here")
    }
}

/// Room for a reason that is there before anything fails.
@safe final class ReasonBuffer: @unchecked Sendable {
    let buffer: UnsafeMutablePointer<CChar>

    init() {
        unsafe buffer = .allocate(capacity: Int(EP_REASON))
        unsafe buffer.initialize(repeating: 0, count: Int(EP_REASON))
    }

    var text: String { unsafe String(cString: buffer) }
}

/// ONNX's numbers for element types.
enum ONNXElementType {
    private static let types: [(Int32, ElementType)] = [
        (1, .f32), (2, .u8), (3, .s8), (4, .u16), (5, .s16), (6, .s32), (7, .s64), (9, .bool), (10, .f16), (11, .f64),
        (12, .u32), (13, .u64), (16, .bf16),
    ]

    static func type(of number: Int32) -> ElementType? { types.first { $0.0 == number }?.1 }
    static func number(of type: ElementType) -> Int32? { types.first { $0.1 == type }?.0 }
}
