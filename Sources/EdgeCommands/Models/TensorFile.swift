import EdgeModels
import EdgePlatform
import EdgeRecords

/// Tensors in files that a user names: `.npy`, `.npz`, or `.pb` as ONNX's own tests have them.
enum TensorFile {
    private static let limitBytes = 2 << 30

    /// The tensors of a file; those of an archive bring their names.
    static func tensors(at path: String) throws -> [(name: String?, tensor: Tensor)] {
        let bytes = try UserFile.bytes(of: path, limitBytes: limitBytes)
        if path.hasSuffix(".pb") { return [(nil, try ONNXTensorFile.tensor(from: bytes))] }
        if path.hasSuffix(".npz") { return try NumPyArchive.tensors(from: bytes, named: path).map { ($0, $1) } }
        return [(nil, try NumPyArray.tensor(from: bytes, named: path))]
    }

    /// Writes a tensor for NumPy, or for ONNX where NumPy does not have its type.
    ///
    /// - Returns: The path with its ending.
    static func write(_ tensor: Tensor, to path: String) throws -> String {
        if let bytes = NumPyArray.bytes(of: tensor) {
            try AtomicFile.write(bytes, to: path + ".npy")
            return path + ".npy"
        }
        try AtomicFile.write(ONNXTensorFile.bytes(of: tensor), to: path + ".pb")
        return path + ".pb"
    }
}
