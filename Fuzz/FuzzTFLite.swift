import EdgeModels
import EdgeRecords

/// Bytes as they are, or as changes to a file of ours: a byte of it for each three, the place and what stands there.
func fuzzTFLite(_ bytes: [UInt8], asChanges: Bool) {
    var limits = TFLiteReader.Limits()
    (limits.tensors, limits.operators, limits.numbers, limits.textBytes) = (1000, 200, 1 << 16, 1 << 16)
    var file = asChanges ? seed : bytes
    if asChanges {
        for change in stride(from: 0, to: bytes.count - 2, by: 3) {
            file[(Int(bytes[change]) << 8 | Int(bytes[change + 1])) % file.count] = bytes[change + 2]
        }
    }
    do throws(TFLiteError) {
        let read = try TFLiteReader.file(of: file, limits: limits)
        var model = Model(name: "file", task: .unknown, labels: nil, weights: .user)
        model.take(read, bytes: file)
        precondition(!model.variants.isEmpty && read.layers.allSatisfy { $0.operations >= 0 })
    } catch {
        precondition(!error.what.isEmpty && !error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

private let seed: [UInt8] = {
    let model = Catalogue.model(named: "ds-cnn")
    return model.flatMap { try? TFLiteWriter.bytes(of: $0.graph(.fp32)) } ?? [0]
}()
