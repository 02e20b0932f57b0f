import EdgeModels
import EdgePlatform
import EdgeRecords

/// An array alone of NumPy's or of MNIST's form, or an archive of arrays: the first bytes tell.
func fuzzArrays(_ bytes: [UInt8]) {
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
}

/// What was read must be written and read as itself.
private func rewrite(_ tensor: Tensor) {
    guard let bytes = NumPyArray.bytes(of: tensor) else { return }
    let again = try? NumPyArray.tensor(from: bytes, named: "again.npy")
    precondition(again?.shape == tensor.shape && again.flatMap { NumPyArray.bytes(of: $0) } == bytes)
}
