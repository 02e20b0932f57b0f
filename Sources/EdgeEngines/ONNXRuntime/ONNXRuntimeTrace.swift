import CEdgeEngines
import EdgePlatform
import EdgeRecords

/// What ONNX Runtime writes down of each node that ran, read as times of layers.
///
/// A fused node has the name of one that went into it, with the library's own endings; nodes that the library put in,
/// to lay numbers out anew, have names of its own.
package enum ONNXRuntimeTrace {
    private static let bytesAtMost = 256 << 20
    /// The first runs find nothing in the caches.
    private static let runsIgnored = 3

    static func layers(
        of session: OpaquePointer, loaded order: LoadOrder, runs: Int, folder: String, runNanoseconds: Int
    ) throws -> [LayerTimes] {
        var path = [CChar](repeating: 0, count: 4096)
        var reason = Reason()
        let isDone = unsafe reason.note { reason in
            unsafe ep_ort_trace(
                session, order.path, Int32(clamping: order.threads), UInt32(clamping: runs + runsIgnored),
                folder + "/layers", &path, path.count, reason)
        }
        guard isDone else { throw reason.error(.onnxruntime, "timing its layers") }
        let written = String(decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { try? UserFile.remove(written) }
        return try layers(
            in: UserFile.bytes(of: written, limitBytes: bytesAtMost), runNanoseconds: runNanoseconds)
    }

    /// - Parameter runNanoseconds: what a run takes that is not traced.
    /// - Throws: `refused` for what is no trace, or one without a whole run.
    package static func layers(in bytes: [UInt8], runNanoseconds: Int) throws(EngineError) -> [LayerTimes] {
        var limits = JSONReader.Limits()
        limits.bytes = bytesAtMost
        guard let trace = try? JSONReader.value(of: bytes, limits: limits), case .array(let events) = trace else {
            throw unreadable
        }
        var runs: [[LayerTimes]] = []
        var run: [LayerTimes] = []
        for event in events {
            if let node = node(event) {
                run.append(node)
            } else if event["name"] == .string("model_run") {
                runs.append(run)
                run = []
            }
        }
        guard runs.count > runsIgnored, !runs[runsIgnored].isEmpty else { throw unreadable }
        return relieved(joined(Array(runs.dropFirst(runsIgnored))), runNanoseconds: runNanoseconds)
    }

    /// Without what writing it down takes, which is about the same for each node: two or three microseconds.
    private static func relieved(_ layers: [LayerTimes], runNanoseconds: Int) -> [LayerTimes] {
        let sum = layers.reduce(0) { $0 + Quantile.median(ofSorted: $1.nanoseconds.map { Double($0) }.sorted()) }
        let writing = Int(max(sum - Double(runNanoseconds), 0)) / max(layers.count, 1)
        return layers.map { layer in
            var layer = layer
            layer.nanoseconds = layer.nanoseconds.map { max($0 - writing, $0 / 10) }
            return layer
        }
    }

    private static var unreadable: EngineError {
        .refused(
            engine: .onnxruntime, while: "timing its layers", why: "its trace is not what it was in other versions")
    }

    /// Under the whole name that the library gave it.
    private static func node(_ event: JSONValue) -> LayerTimes? {
        let ending = "_kernel_time"
        guard event["cat"] == .string("Node"), case .string(let name) = event["name"], name.hasSuffix(ending),
            case .integer(let microseconds) = event["dur"], (0..<1_000_000_000).contains(microseconds),
            case .string(let operation) = event["args"]?["op_name"]
        else { return nil }
        // It counts whole microseconds that have passed: half a one more is nearer.
        return LayerTimes(
            name: String(name.dropLast(ending.count)), operation: operation, kernels: [], operations: 0,
            nanoseconds: [microseconds * 1000 + 500])
    }

    /// Nodes of one name are one layer, where the first of them stands.
    private static func joined(_ runs: [[LayerTimes]]) -> [LayerTimes] {
        var layers: [LayerTimes] = []
        var places: [String: Int] = [:]
        for (number, run) in runs.enumerated() {
            for node in run {
                if places[node.name] == nil {
                    places[node.name] = layers.count
                    layers.append(node)
                    layers[layers.count - 1].nanoseconds = Array(repeating: 0, count: runs.count)
                }
                if let place = places[node.name] { layers[place].nanoseconds[number] += node.nanoseconds[0] }
            }
        }
        let counts = Dictionary(layers.map { (fileName(of: $0.name), 1) }, uniquingKeysWith: +)
        for place in layers.indices {
            let name = fileName(of: layers[place].name)
            // What it puts in many times stays told apart by its number.
            if counts[name] == 1 { layers[place].name = name }
        }
        return layers
    }

    /// Without what the library adds to the names of nodes that it fuses or lays out anew.
    private static func fileName(of name: String) -> String {
        var name = name[...]
        if name.hasPrefix("fused ") { name = name.dropFirst("fused ".count) }
        if name.hasSuffix("_nchwc") { name = name.dropLast("_nchwc".count) }
        let number = name.reversed().prefix { $0.isNumber }.count
        let token = "_token_"
        if number > 0, name.dropLast(number).hasSuffix(token) { name = name.dropLast(number + token.count) }
        return String(name)
    }
}
