import EdgeModels
import EdgeRecords

/// Operators that are none of TensorFlow Lite's own: libraries that lack them do not say which.
enum CustomOperators {
    private static let ofEdgeTPU = "edgetpu-custom-op"

    /// Whether its compiler has made something of the file.
    static func isForEdgeTPU(_ path: String) -> Bool {
        (try? TFLiteReader.file(at: path))?.operators.contains { $0.name == ofEdgeTPU } == true
    }

    /// What a refused file has of them, as the end of a sentence.
    static func words(on path: String) -> String {
        let custom = (try? TFLiteReader.file(at: path))?.operators.filter(\.isCustom).map(\.name) ?? []
        guard !custom.isEmpty else { return "" }
        return custom.contains(ofEdgeTPU)
            ? "; the file was compiled for a Coral Edge TPU: use the one from before that compiler"
            : "; the file has operators that are none of the format's own: \(custom.joined(separator: ", "))"
    }
}
