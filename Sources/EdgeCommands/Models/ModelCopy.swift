import EdgeModels
import EdgePlatform
import EdgeRecords

/// A user's model as it is kept: one file that holds everything.
struct ModelCopy {
    let graph: Graph
    let bytes: [UInt8]
    let source: String

    /// Sizes that are bound, and data in files beside the model, are taken into the copy, which is then written anew.
    init(of path: String, binding: [String: Int]) throws {
        graph = try ONNXReader.graph(at: path, binding: binding)
        let original: [UInt8]
        do throws(FileTreeError) {
            original = try UserFile.bytes(of: path, limitBytes: ONNXReader.Limits().bytes)
        } catch {
            throw ONNXError.file(error)
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        if !binding.isEmpty {
            let sizes = binding.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            bytes = try ONNXWriter.bytes(of: graph)
            source = "\(file), written anew with \(sizes.joined(separator: ", "))"
        } else if try Self.isWhole(original) {
            bytes = original
            source = file
        } else {
            bytes = try ONNXWriter.bytes(of: graph)
            source = "\(file), written anew with the data that lay beside it"
        }
    }

    private static func isWhole(_ bytes: [UInt8]) throws(ONNXError) -> Bool {
        do throws(ONNXError) {
            _ = try ONNXReader.graph(of: bytes)
            return true
        } catch .badTensor(_, .noFolder) {
            return false
        }
    }
}
