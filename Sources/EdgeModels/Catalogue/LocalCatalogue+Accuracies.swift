import EdgePlatform
public import EdgeRecords

// What was measured of model files, by their hashes: it holds for any model that has the file.
extension LocalCatalogue {
    private static let keptLimitBytes = 16 << 20

    /// What was measured of a file; nothing if there is none.
    ///
    /// - Parameter hash: `sha256:` and its digits.
    public func accuracies(of hash: String) throws(LocalCatalogueError) -> KeptAccuracies {
        let path = keptPath(of: hash)
        let bytes: [UInt8]
        do throws(FileTreeError) {
            bytes = try UserFile.bytes(of: path, limitBytes: Self.keptLimitBytes)
        } catch .missing {
            return KeptAccuracies(hash: hash)
        } catch {
            throw .file(error)
        }
        do throws(RecordError) {
            return try RecordText.decode(KeptAccuracies.self, from: bytes, file: path)
        } catch {
            throw .record(error)
        }
    }

    /// Keeps what was measured of a file, in place of what was measured the same way before.
    public func keep(
        _ accuracy: Accuracy, at precision: Precision, of hash: String
    ) throws(LocalCatalogueError) {
        var kept = try accuracies(of: hash)
        kept.keep(accuracy, at: precision)
        let text: String
        do throws(RecordError) {
            text = try RecordText.encode(kept)
        } catch {
            throw .record(error)
        }
        do throws(AtomicFileError) {
            try UserFile.makeFolder("\(folder)/accuracies")
            try AtomicFile.write(text, to: keptPath(of: hash))
        } catch {
            throw .write(error)
        }
    }

    /// The model with all that was measured here of its files.
    public func withAccuracies(_ model: Model) throws(LocalCatalogueError) -> Model {
        var model = model
        for place in model.variants.indices {
            guard let hash = model.variants[place].hash else { continue }
            let kept = try accuracies(of: hash).accuracies(at: model.variants[place].precision)
            for accuracy in kept { model.variants[place].keep(accuracy) }
        }
        return model
    }

    /// What is said of a file that a model of the program's or of the user's has too; nil if none does.
    public func statement(of file: Model) throws(LocalCatalogueError) -> Model? {
        guard let hash = file.variants.first?.hash else { return nil }
        let known = try models() + EmbeddedModels.all.map(\.record)
        guard var model = known.first(where: { $0.variants.contains { $0.hash == hash } }) else { return nil }
        model.variants.removeAll { $0.hash != hash }
        return model
    }

    private func keptPath(of hash: String) -> String {
        let digits = hash.hasPrefix("sha256:") ? String(hash.dropFirst(7)) : hash
        return "\(folder)/accuracies/\(digits).json"
    }
}
