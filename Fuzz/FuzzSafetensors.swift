import EdgeModels
import EdgePlatform
import EdgeRecords

/// Weights of any form: pickles begin with their version's mark, GGUF files with their name.
func fuzzSafetensors(_ bytes: [UInt8]) {
    if bytes.first == 0x80 { return fuzzTorch(bytes) }
    if bytes.starts(with: "GGUF".utf8) { return fuzzGGUF(bytes) }
    do throws(InputError) {
        let file = try SafetensorsFile(bytes, named: "fuzz.safetensors")
        for (name, entry) in file.entries.prefix(8) {
            let tensor = file.tensor(named: name)
            precondition(tensor?.shape == entry.shape && tensor?.type == entry.type)
        }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

private func fuzzTorch(_ bytes: [UInt8]) {
    do throws(InputError) {
        let file = try TorchFile(bytes, named: "fuzz.pth")
        for name in file.names.prefix(8) { precondition(file.tensor(named: name) != nil) }
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

/// Of a file that ends where the bytes do, and of one that goes on.
private func fuzzGGUF(_ bytes: [UInt8]) {
    for fileBytes in [bytes.count, 1 << 40] {
        do throws(InputError) {
            let file = try GGUFFile(bytes, fileBytes: fileBytes, named: "fuzz.gguf")
            var model = Model(name: "fuzz", task: .unknown, labels: nil, weights: .user)
            model.take(file, hash: nil)
            precondition(model.variants.count == 1 && model.variants[0].modelBytes == fileBytes)
            precondition(file.tensors.allSatisfy { $0.offset + $0.bytes <= fileBytes })
        } catch {
            precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
        }
    }
}
