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
        if let kept = source.kept { return kept.catalogue.path(of: kept.model, precision) }
        return "\(source.stem)-\(precision.rawValue).onnx"
    }

    func write(_ made: CompressedModel) throws -> Written {
        if made.removedShare != nil { return try writePruned(made) }
        let bytes = try bytes(of: made, named: source.parent.name)
        let card = made.card(
            variant: "\(source.parent.name)/\(made.precision.rawValue)", parent: source.parent, file: bytes)
        let path = path(of: made.precision)
        if parsed.text(ifGiven: "output") == nil, let kept = source.kept {
            var variant = Variant(name: card.variant, precision: made.precision)
            variant.take(made.graph, file: bytes)
            variant.keptLayers = made.keptLayers
            variant.accuracy = card.fidelity?.accuracy
            // Another variant may have joined it meanwhile.
            try kept.catalogue.add(
                variant, bytes, card, to: try kept.catalogue.model(named: kept.model.name) ?? kept.model)
        } else {
            try write(bytes, card, to: path)
        }
        return Written(card: card, path: path)
    }

    /// The file: with the network it says which model it is a variant of, and how near to it.
    private func bytes(of made: CompressedModel, named name: String) throws -> [UInt8] {
        var model = source.model
        model.name = name
        var variant = Variant(name: "\(name)/\(made.precision.rawValue)", precision: made.precision)
        variant.keptLayers = made.keptLayers
        variant.accuracy = made.fidelity?.accuracy
        variant.parentAccuracy = parentAccuracy
        model.variants = [variant]
        var graph = made.graph
        try graph.state(model)
        return try ONNXWriter.bytes(of: graph)
    }

    /// Nil where the parent itself is only known to be near to another.
    private var parentAccuracy: Accuracy? {
        source.parent.accuracy.flatMap { $0.kind == .fidelity ? nil : $0 }
    }

    private func write(_ bytes: [UInt8], _ card: VariantCard, to path: String) throws {
        try Self.keep(card, at: Self.cardPath(beside: path)) { try AtomicFile.write(bytes, to: path) }
    }

    /// The card and the file, or neither.
    ///
    /// - Parameter putFile: puts the file in its place, whole.
    static func keep(_ card: VariantCard, at cardPath: String, putFile: () throws -> Void) throws {
        try AtomicFile.write(try RecordText.encode(card), to: cardPath)
        do {
            try putFile()
        } catch {
            try UserFile.remove(cardPath)
            throw error
        }
    }

    /// A network with fewer channels is a model of its own, with variants of its own.
    private func writePruned(_ made: CompressedModel) throws -> Written {
        let name = Self.prunedName(of: source.parent.name, parsed)
        let bytes = try bytes(of: made, named: name)
        let card = made.card(
            variant: "\(name)/\(made.precision.rawValue)", parent: source.parent, file: bytes)
        if parsed.text(ifGiven: "output") == nil, let kept = source.kept {
            var model = kept.model
            model.name = name
            model.source = "\(source.parent.name), pruned"
            model.take(made.graph, file: bytes, accuracy: card.fidelity?.accuracy)
            if !model.variants.isEmpty { model.variants[0].parentAccuracy = parentAccuracy }
            try kept.catalogue.add(model, bytes, replacing: parsed.flag("force"))
            let path = kept.catalogue.path(of: name)
            return Written(card: card, path: path)
        }
        let path = prunedPath
        try write(bytes, card, to: path)
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
