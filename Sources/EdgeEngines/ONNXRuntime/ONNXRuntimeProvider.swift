import EdgeRecords

/// What ONNX Runtime may hand a model to, besides its own kernels.
struct ONNXRuntimeProvider {
    /// As users name it.
    let word: String
    /// As the library registers it.
    let registered: String
    let placements: [Candidate.Placement]
    /// Where there is a library that has it, as the end of a sentence.
    let source: String

    static let all = [
        Self("cuda", "CUDAExecutionProvider", [.gpu], "that of package onnxruntime-gpu has it"),
        Self("tensorrt", "TensorrtExecutionProvider", [.gpu], "that of package onnxruntime-gpu has it"),
        Self(
            "openvino", "OpenVINOExecutionProvider", [.cpu, .gpu, .npu], "that of package onnxruntime-openvino has it"),
        Self("qnn", "QNNExecutionProvider", [.npu, .gpu], "that of package onnxruntime-qnn has it"),
        Self("xnnpack", "XnnpackExecutionProvider", [.cpu], "one that is built with --use_xnnpack has it"),
        Self("coreml", "CoreMLExecutionProvider", [.npu, .gpu], "it is part of macOS and iOS only"),
        Self("nnapi", "NnapiExecutionProvider", [.npu], "it is part of Android only"),
        Self("directml", "DmlExecutionProvider", [.gpu], "it is part of Windows only"),
    ]

    private init(_ word: String, _ registered: String, _ placements: [Candidate.Placement], _ source: String) {
        (self.word, self.registered, self.placements, self.source) = (word, registered, placements, source)
    }

    var routes: [EngineRoute] {
        placements.map { EngineRoute(word, $0, reason: "this library was built without it; \(source)") }
    }

    static func named(_ word: String) -> Self? { all.first { $0.word == word } }
}

extension Candidate.Placement {
    /// In OpenVINO's words.
    var openVINODevice: String { rawValue.uppercased() }
}
