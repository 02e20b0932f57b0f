public import EdgeRecords

/// One model in full: what it answers, where it comes from, its variants, and the work of each layer.
public struct ModelText {
    private let model: Model
    /// The variant whose layers are listed.
    private let shown: Variant?
    private let uncounted: [String]
    private let remarks: [String]

    /// - Parameters:
    ///   - precision: of the variant whose layers are listed; nil for the first.
    ///   - uncounted: nodes whose sizes depend on the input.
    ///   - remarks: what else is to be said, a sentence each.
    public init(_ model: Model, precision: Precision? = nil, uncounted: [String] = [], remarks: [String] = []) {
        self.model = model
        shown = model.variants.first { precision == nil || $0.precision == precision }
        self.uncounted = uncounted
        self.remarks = remarks
    }

    public func text(width: Int = 100) -> String {
        var sections = [[model.name] + facts(width: width), variants.lines(width: width)]
        sections += [accuracies(width: width)].filter { !$0.isEmpty }
        if !remarks.isEmpty {
            sections.append(remarks.flatMap { Wrapping.hanging($0, indent: 2, width: width, first: 0) })
        }
        if let shown, !shown.layers.isEmpty {
            sections.append(["\(shown.layers.count) layers at \(shown.precision.rawValue)"] + layers(of: shown, width))
        }
        if !uncounted.isEmpty {
            sections.append(
                Wrapping.hanging(
                    "not counted, since their sizes depend on the input: \(uncounted.joined(separator: ", "))",
                    indent: 2, width: width, first: 0))
        }
        return sections.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func facts(width: Int) -> [String] {
        var facts: [(name: String, text: String)] = [
            ("task", model.task.rawValue + (model.labels.map { ", labels \($0)" } ?? "")),
            ("weights", weights), ("licence", model.licence ?? "unknown"),
        ]
        if let source = model.source { facts.append(("source", source)) }
        if model.format != .onnx { facts.append(("format", model.format.title)) }
        if let language = model.language { facts += Self.facts(of: language) }
        facts += model.inputs.map { ("input", port($0)) } + model.outputs.map { ("output", port($0)) }
        if let operators = shown?.operators, !operators.isEmpty {
            facts.append(
                (
                    "operators",
                    operators.map { "\($0.name) \($0.count)" + ($0.isCustom ? " (custom)" : "") }
                        .joined(separator: ", ")
                ))
        }
        if !model.preprocessing.isEmpty { facts.append(("preparation", preparation)) }
        return facts.flatMap { name, text in
            Wrapping.hanging("  " + name.padded(to: 13) + text, indent: 15, width: width, first: 0)
        }
    }

    private static func facts(of language: LanguageFacts) -> [(name: String, text: String)] {
        let network = [
            language.layers.map { "\($0) layers" }, language.embeddingWidth.map { "\($0) wide" },
            language.heads.map { heads in
                "\(heads) heads" + (language.keyValueHeads.map { " that share \($0) for keys and values" } ?? "")
            },
        ].compactMap { $0 }
        let words = [
            language.vocabulary.map { "\(ModelWords.count($0)) words" }, language.tokenizer.map { "tokenizer \($0)" },
        ].compactMap { $0 }
        var facts = [("network", ([language.architecture] + network).joined(separator: ", "))]
        if !words.isEmpty { facts.append(("vocabulary", words.joined(separator: ", "))) }
        let length = language.contextTokens.map { "\($0) tokens" } ?? "of unknown length"
        let memory = language.keyValueBytesPerToken.map { bytes in
            let whole = language.contextTokens.map { bytes.multipliedReportingOverflow(by: $0) }
            return "; keys and values take \(NumberText.bytes(bytes)) for each"
                + (whole.flatMap { $0.overflow ? nil : ", \(NumberText.bytes($0.partialValue)) for all" } ?? "")
        }
        facts.append(("context", length + (memory ?? "; what each takes is not known")))
        return facts
    }

    private var weights: String {
        switch model.weights {
        case .seeded: "seeded: made up; they measure speed and memory, and are never recommended to a script"
        case .trained: "trained by this project"
        case .installed: "installed from a package"
        case .user: "the user's own"
        }
    }

    private func port(_ port: Model.Port) -> String {
        "\(port.name), \(port.elementType ?? "unknown type")"
            + (port.shape.map { " \(ModelWords.shape($0))" } ?? " of unknown shape")
            + (port.quantization.map { ", steps of \(NumberText.threeDigits($0.scale)) from \($0.zeroPoint)" } ?? "")
    }

    private var preparation: String {
        model.preprocessing.sorted { $0.key < $1.key }
            .map { "\($0.key) \(Self.text(of: $0.value))" }.joined(separator: ", ")
    }

    private static func text(of value: JSONValue) -> String {
        if case .string(let text) = value { text } else { JSONWriter.text(of: value, layout: .line) }
    }

    private var variants: TextTable {
        var table = TextTable(columns: [
            .init(heading: "precision", isNumber: false), .init(heading: "parameters", isOptional: true),
            .init(heading: "work"), .init(heading: "size"), .init(heading: "read", isOptional: true),
            .init(heading: "written", isOptional: true), .init(heading: "activations"),
            .init(heading: "arena", isOptional: true), .init(heading: "accuracy"),
        ])
        for variant in model.variants {
            table.rows.append(
                .init(cells: [
                    variant.precision.rawValue, variant.parameters.map(ModelWords.count) ?? "",
                    variant.operations.map(ModelWords.operations) ?? "", ModelWords.size(of: variant) ?? "",
                    bytes(variant.layers.map(\.bytesRead)), bytes(variant.layers.map(\.bytesWritten)),
                    variant.activationBytes.map(NumberText.bytes) ?? (model.language == nil ? "unknown" : ""),
                    variant.arenaBytes.map(NumberText.bytes) ?? "",
                    variant.accuracy.map(ModelWords.value(of:)) ?? "unknown",
                ]))
        }
        return table
    }

    private func bytes(_ counts: [Int]) -> String {
        counts.isEmpty ? "" : NumberText.bytes(counts.reduce(0) { $0 &+ $1 })
    }

    /// Where each figure stands; what was measured besides the one shown first follows it.
    private func accuracies(width: Int) -> [String] {
        var told: [String] = []
        for variant in model.variants {
            let others = variant.accuracies.filter { $0 != variant.accuracy }
            for accuracy in [variant.accuracy].compactMap(\.self) + others {
                told += Wrapping.hanging(
                    "  \(variant.precision.rawValue): " + Self.sentence(on: accuracy), indent: 4, width: width, first: 0
                )
            }
        }
        return told.isEmpty ? [] : ["accuracy"] + told
    }

    private static func sentence(on accuracy: Accuracy) -> String {
        let figure = accuracy.value
        let interval = figure.interval.map { " (\(ModelWords.percents($0)))" } ?? ""
        let dataset = accuracy.dataset.map { " on \($0)" } ?? ""
        let samples = figure.count > 0 ? ", \(figure.count) samples" : ""
        let engine = accuracy.engine.map { ", \($0.rawValue)" + (accuracy.isaClass.map { " \($0)" } ?? "") } ?? ""
        // The start of a hash is enough to find a file by.
        let basis = figure.basis.map { $0.hasPrefix("sha256:") ? $0.prefix(19) + "…" : $0 }
        return "\(ModelWords.value(of: accuracy))\(interval) \(accuracy.metric)\(dataset)\(samples)\(engine), "
            + "\(figure.source.rawValue): \(basis.joined(separator: ", "))"
    }

    private func layers(of variant: Variant, _ width: Int) -> [String] {
        var table = TextTable(columns: [
            .init(heading: "layer", isNumber: false), .init(heading: "kind", isNumber: false),
            .init(heading: "output", isNumber: false, isOptional: true), .init(heading: "work"),
            .init(heading: "read"), .init(heading: "written"),
        ])
        let most = variant.layers.map(\.operations).max() ?? 0
        for layer in variant.layers {
            table.rows.append(
                .init(
                    cells: [
                        layer.name, layer.kind, ModelWords.shape(layer.shape), ModelWords.operations(layer.operations),
                        NumberText.bytes(layer.bytesRead), NumberText.bytes(layer.bytesWritten),
                    ], fraction: most > 0 ? Double(layer.operations) / Double(most) : nil))
        }
        return table.lines(width: width)
    }
}
