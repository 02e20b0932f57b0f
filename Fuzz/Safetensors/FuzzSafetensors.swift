import EdgeModels
import EdgePlatform
import EdgeRecords

/// Called by libFuzzer with one input after another.
///
/// Weights of either form: pickles begin with their version's mark.
@c(LLVMFuzzerTestOneInput)
public func fuzzSafetensors(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    if bytes.first == 0x80 { return fuzzTorch(bytes) }
    do throws(InputError) {
        let file = try SafetensorsFile(bytes, named: "fuzz.safetensors")
        for (name, entry) in file.entries.prefix(8) {
            let tensor = file.tensor(named: name)
            precondition(tensor?.shape == entry.shape && tensor?.type == entry.type)
        }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    return 0
}

private func fuzzTorch(_ bytes: [UInt8]) -> CInt {
    do throws(InputError) {
        let file = try TorchFile(bytes, named: "fuzz.pth")
        for name in file.names.prefix(8) { precondition(file.tensor(named: name) != nil) }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    return 0
}

#if !FUZZING
    /// Without libFuzzer: reads the files that the command line names, so that a finding can be replayed.
    @main
    enum Replay {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() {
                var bytes = try UserFile.bytes(of: path, limitBytes: 1 << 30)
                _ = unsafe bytes.withUnsafeMutableBufferPointer { unsafe fuzzSafetensors($0.baseAddress, $0.count) }
            }
        }
    }
#endif
