import EdgeArguments
import EdgeCompressing
import EdgeModels
import EdgePlatform
import EdgeRecords

/// Writes a variant and its card: to a file, or beside the user's model that it was made of.
struct VariantOutput {
    let source: CompressionSource
    let parsed: ParsedCommand

    struct Written {
        let card: VariantCard
        let path: String
    }

    /// Before long work: whether the place is free.
    func check(_ precision: Precision) throws {
        guard !parsed.flag("force") else { return }
        let path = path(of: precision)
        if UserFile.isThere(path) { throw ModelFileError.alreadyThere(path: path) }
    }

    func path(of precision: Precision) -> String {
        if let output = parsed.text(ifGiven: "output") { return output }
        if let kept = source.kept { return kept.catalogue.path(of: kept.model.name, precision) }
        return "\(source.stem)-\(precision.rawValue).onnx"
    }

    func write(_ made: CompressedModel) throws -> Written {
        let bytes = try ONNXWriter.bytes(of: made.graph)
        if let share = made.removedShare { return try writePruned(made, bytes, share) }
        let card = made.card(
            variant: "\(source.parent.name)/\(made.precision.rawValue)", parent: source.parent, file: bytes)
        let path = path(of: made.precision)
        if parsed.text(ifGiven: "output") == nil, let kept = source.kept {
            var variant = Variant(name: card.variant, precision: made.precision)
            variant.take(made.graph, file: bytes)
            variant.keptLayers = made.keptLayers
            variant.accuracy = card.fidelity?.accuracy
            try kept.catalogue.add(variant, bytes, card, to: kept.model)
        } else {
            try AtomicFile.write(bytes, to: path)
            try AtomicFile.write(try RecordText.encode(card), to: Self.cardPath(beside: path))
        }
        return Written(card: card, path: path)
    }

    /// A network with fewer channels is a model of its own, with variants of its own.
    private func writePruned(_ made: CompressedModel, _ bytes: [UInt8], _ share: Double) throws -> Written {
        let name = Self.prunedName(of: source.parent.name, parsed)
        let card = made.card(
            variant: "\(name)/\(made.precision.rawValue)", parent: source.parent, file: bytes)
        if parsed.text(ifGiven: "output") == nil, let kept = source.kept {
            var model = kept.model
            model.name = name
            model.source = "\(source.parent.name), pruned"
            model.take(made.graph, file: bytes, accuracy: card.fidelity?.accuracy)
            try kept.catalogue.add(model, bytes, replacing: parsed.flag("force"))
            let path = kept.catalogue.path(of: name)
            return Written(card: card, path: path)
        }
        let path = prunedPath
        try AtomicFile.write(bytes, to: path)
        try AtomicFile.write(try RecordText.encode(card), to: Self.cardPath(beside: path))
        return Written(card: card, path: path)
    }

    /// Before long work: whether the place is free.
    func checkPruned() throws {
        guard !parsed.flag("force") else { return }
        if parsed.text(ifGiven: "output") == nil, let kept = source.kept {
            let name = Self.prunedName(of: source.parent.name, parsed)
            if try kept.catalogue.model(named: name) != nil { throw LocalCatalogueError.alreadyThere(name) }
        } else if UserFile.isThere(prunedPath) {
            throw ModelFileError.alreadyThere(path: prunedPath)
        }
    }

    private var prunedPath: String {
        parsed.text(ifGiven: "output") ?? Self.prunedName(of: source.stem, parsed) + ".onnx"
    }

    /// `mobilenet-v2-p30`.
    private static func prunedName(of name: String, _ parsed: ParsedCommand) -> String {
        let percent = Int((parsed.ratio("share") * 100).rounded())
        return "\(name.prefix(60))-p\(percent)"
    }

    static func cardPath(beside path: String) -> String {
        (path.hasSuffix(".onnx") ? String(path.dropLast(5)) : path) + ".card.json"
    }
}

extension VariantCard.Fidelity {
    /// As a model's record keeps it.
    var accuracy: Accuracy? {
        agreement.map { Accuracy(kind: .fidelity, metric: "top-1", dataset: source, value: $0) }
    }
}
