import EdgeModels

extension OperatorName {
    /// Of ONNX Runtime's own operators.
    static func microsoft(_ name: String) -> OperatorName { OperatorName(domain: "com.microsoft", name: name) }
}
