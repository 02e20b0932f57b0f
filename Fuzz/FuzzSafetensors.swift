import EdgeModels
import EdgePlatform
import EdgeRecords

/// Weights of either form: pickles begin with their version's mark.
func fuzzSafetensors(_ bytes: [UInt8]) {
    if bytes.first == 0x80 { return fuzzTorch(bytes) }
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
