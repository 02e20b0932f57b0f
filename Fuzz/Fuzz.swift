import EdgePlatform
import Glibc

/// Every reader of outside bytes, by the word that `EDGEPLAN_FUZZER` chooses it with.
private let fuzzers: [String: @Sendable ([UInt8]) -> Void] = [
    "arguments": fuzzArguments, "arrays": fuzzArrays, "images": fuzzImages, "json": fuzzJSON,
    "operators": fuzzOperators, "onnx": fuzzONNX, "probe-formats": fuzzProbeFormats,
    "safetensors": fuzzSafetensors, "tar": fuzzTar, "waves": fuzzWaves,
]

private let chosen: @Sendable ([UInt8]) -> Void = {
    let word = unsafe getenv("EDGEPLAN_FUZZER").map { unsafe String(cString: $0) } ?? ""
    guard let fuzzer = fuzzers[word] else {
        fatalError("EDGEPLAN_FUZZER is \"\(word)\", not one of \(fuzzers.keys.sorted().joined(separator: ", "))")
    }
    return fuzzer
}()

/// Called by libFuzzer with one input after another.
@c(LLVMFuzzerTestOneInput)
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    chosen(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

#if !FUZZING
    /// Without libFuzzer: reads the files that the command line names, so that a finding can be replayed.
    @main
    enum Replay {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() { chosen(try UserFile.bytes(of: path, limitBytes: 1 << 30)) }
        }
    }
#endif
