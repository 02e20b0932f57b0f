import EdgeModels
import EdgePlatform
import EdgeRecords

/// Called by libFuzzer with one input after another.
///
/// An array alone of NumPy's or of MNIST's form, or an archive of arrays: the first bytes tell.
@c(LLVMFuzzerTestOneInput)
public func fuzzArrays(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(InputError) {
        if bytes.starts(with: [0x50, 0x4B]) {
            for array in try NumPyArchive.tensors(from: bytes, named: "fuzz.npz") { rewrite(array.tensor) }
        } else if bytes.first == 0 || bytes.starts(with: [0x1F, 0x8B]) {
            rewrite(try IDXArray.tensor(from: bytes, named: "fuzz-idx3-ubyte"))
        } else {
            rewrite(try NumPyArray.tensor(from: bytes, named: "fuzz.npy"))
        }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    return 0
}

/// What was read must be written and read as itself.
private func rewrite(_ tensor: Tensor) {
    guard let bytes = NumPyArray.bytes(of: tensor) else { return }
    let again = try? NumPyArray.tensor(from: bytes, named: "again.npy")
    precondition(again?.shape == tensor.shape && again.flatMap { NumPyArray.bytes(of: $0) } == bytes)
}

#if !FUZZING
    /// Without libFuzzer: reads the files that the command line names, so that a finding can be replayed.
    @main
    enum Replay {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() {
                var bytes = try UserFile.bytes(of: path, limitBytes: 1 << 30)
                _ = unsafe bytes.withUnsafeMutableBufferPointer { unsafe fuzzArrays($0.baseAddress, $0.count) }
            }
        }
    }
#endif
