/// One tensor alone, as ONNX's own tests keep what enters and leaves a model: files of the ending `.pb`.
public enum ONNXTensorFile {
    /// More than any input takes.
    private static let limitBytes = 2 << 30

    public static func tensor(from bytes: [UInt8]) throws(ONNXError) -> Tensor {
        var files = ExternalFiles(folder: nil, modelName: "", limitBytes: limitBytes)
        return try TensorMessage(ProtobufReader(bytes)).tensor(&files)
    }

    public static func bytes(of tensor: Tensor) -> [UInt8] {
        var writer = ProtobufWriter()
        ONNXWriter.write(tensor, "", into: &writer)
        return writer.bytes
    }
}
