import EdgeEngines
import Testing

/// What ONNX Runtime writes of its nodes; a real library's traces are read in `Tests/EndToEnd`.
@Suite struct ONNXRuntimeTraceTests {
    private func node(_ name: String, _ microseconds: Int, _ operation: String = "Conv") -> String {
        """
        {"cat":"Node","pid":1,"tid":1,"dur":\(microseconds),"ts":5,"ph":"X","name":"\(name)",\
        "args":{"op_name":"\(operation)","provider":"CPUExecutionProvider"}}
        """
    }

    private let runOver = #"{"cat":"Session","dur":9,"ts":1,"ph":"X","name":"model_run","args":{}}"#

    private func layers(of runs: [[String]], runNanoseconds: Int = .max) throws -> [String: [Int]] {
        let events = [#"{"cat":"Session","dur":9,"name":"session_initialization"}"#] + runs.flatMap { $0 + [runOver] }
        let trace = "[\n" + events.joined(separator: ",\n") + "\n]"
        let layers = try ONNXRuntimeTrace.layers(in: Array(trace.utf8), runNanoseconds: runNanoseconds)
        return Dictionary(uniqueKeysWithValues: layers.map { ($0.name, $0.nanoseconds) })
    }

    @Test func `times are those of runs after the first three, under the names that the file gave`() throws {
        let cold = [node("stem_kernel_time", 900)]
        let warm = [
            node("stem_nchwc_kernel_time", 10), node("block/relu_token_12_kernel_time", 20),
            node("fused last_kernel_time", 3, "FusedGemm"), node("stem_fence_before", 700),
        ]
        let found = try layers(of: [cold, cold, cold, warm, warm])
        #expect(found == ["stem": [10500, 10500], "block/relu": [20500, 20500], "last": [3500, 3500]])
    }

    @Test func `nodes of one name are one layer`() throws {
        let run = [node("split_kernel_time", 3), node("split_kernel_time", 4)]
        #expect(try layers(of: Array(repeating: run, count: 4)) == ["split": [8000]])
    }

    @Test func `what the library puts in many times is told apart`() throws {
        let run = [node("Reorder_token_1_kernel_time", 1), node("Reorder_kernel_time", 2)]
        let found = try layers(of: Array(repeating: run, count: 4))
        #expect(found == ["Reorder_token_1": [1500], "Reorder": [2500]])
    }

    @Test func `what tracing itself takes is taken off, node by node, and leaves something of each`() throws {
        let run = [node("long_kernel_time", 20), node("short_kernel_time", 2)]
        let found = try layers(of: Array(repeating: run, count: 4), runNanoseconds: 17_000)
        #expect(found == ["long": [17500], "short": [250]])
    }

    @Test(arguments: ["", "{}", "[]", "[1, 2]", #"[{"cat":"Node"}]"#])
    func `what is no trace is refused`(text: String) {
        #expect(throws: EngineError.self) { try ONNXRuntimeTrace.layers(in: Array(text.utf8), runNanoseconds: 1) }
    }

    @Test func `a trace of fewer runs than are ignored is refused`() {
        let run = [node("stem_kernel_time", 3)]
        #expect(throws: EngineError.self) { try layers(of: [run, run, run]) }
    }
}
