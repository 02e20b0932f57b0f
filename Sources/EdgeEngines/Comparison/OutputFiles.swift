import EdgePlatform
import EdgeRecords

/// The outputs that a worker has written for `answer`.
package enum OutputFiles {
    package static func read(
        _ ports: [TensorPort], in folder: String
    ) throws(WorkerFailure) -> [OutputComparison.Output] {
        var outputs: [OutputComparison.Output] = []
        for (place, port) in ports.enumerated() {
            guard let bytes = port.bytes,
                let written = try? UserFile.bytes(of: "\(folder)/output-\(place)", limitBytes: bytes)
            else { throw .failed(WorkerRefusal(.crashed, "it left no output \"\(port.name)\"")) }
            outputs.append(OutputComparison.Output(port: port, bytes: written))
        }
        return outputs
    }
}
