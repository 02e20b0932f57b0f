import EdgeModels
import EdgePlatform

/// Tensors that a model gave, as files.
enum TensorFile {
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
