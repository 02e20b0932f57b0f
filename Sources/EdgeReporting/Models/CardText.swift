public import EdgeRecords

/// What a variant is and what it costs, for people.
public enum CardText {
    /// Layers that are shown: the worst.
    private static let layersShown = 5

    public static func text(of card: VariantCard, path: String, width: Int = 100) -> String {
        var rows = [("file", path), ("size", size(of: card))]
        if let accuracy = card.parent.accuracy {
            rows.append(("parent", "\(ModelWords.value(of: accuracy)), \(ModelWords.kind(of: accuracy))"))
        }
        if let calibration = card.calibration {
            rows.append(("calibrated", "\(calibration.samples) inputs: \(calibration.source)"))
        }
        if let fidelity = card.fidelity { rows += self.rows(of: fidelity) }
        rows.append(("kept wider", card.keptLayers.isEmpty ? "no layer" : card.keptLayers.joined(separator: ", ")))
        for (place, step) in card.method.enumerated() { rows.append((place == 0 ? "method" : "", step)) }
        let worst = worst(of: card)
        if !worst.isEmpty { rows.append(("worst layers", worst)) }
        for engine in card.engines {
            rows.append((engine.engine.rawValue, engine.runs ? engine.how : "cannot run it: \(engine.how)"))
        }
        for remark in card.remarks { rows.append(("note", remark)) }
        let lines = rows.flatMap { row in
            Wrapping.hanging("  " + row.0.padded(to: 14) + row.1, indent: 16, width: width, first: 0)
        }
        return ([card.variant] + lines).joined(separator: "\n") + "\n"
    }

    /// All that were kept, one below the other, and why the others were not.
    public static func text(of set: VariantSet, width: Int = 100) -> String {
        let kept = set.kept.map { text(of: $0.card, path: $0.path, width: width) }
        let dropped = set.dropped.flatMap {
            Wrapping.hanging(
                "  " + $0.precision.rawValue.padded(to: 14) + $0.reason, indent: 16, width: width, first: 0)
        }
        let reasons = dropped.isEmpty ? [] : [(["not kept"] + dropped).joined(separator: "\n") + "\n"]
        return (kept + reasons).joined(separator: "\n")
    }

    private static func size(of card: VariantCard) -> String {
        let own = NumberText.bytes(card.modelBytes)
        guard let parent = card.parent.modelBytes, parent > 0 else { return own }
        let share = NumberText.fixed(Double(card.modelBytes) / Double(parent) * 100, decimals: 0)
        return "\(own), \(share) % of \(card.parent.name)"
    }

    private static func rows(of fidelity: VariantCard.Fidelity) -> [(String, String)] {
        var rows: [(String, String)] = []
        if let agreement = fidelity.agreement {
            let percent = NumberText.fixed(agreement.value * 100, decimals: 1)
            var text = "\(percent) % name the same answer first"
            if let interval = agreement.interval {
                let ends = [interval.low, interval.high].map { NumberText.fixed($0 * 100, decimals: 1) }
                text += " (95 % sure: \(ends[0]) to \(ends[1]))"
            }
            rows.append(("agreement", text + ", \(agreement.count) inputs: \(fidelity.source)"))
        }
        if let decibels = fidelity.signalToNoiseDecibels {
            rows.append(("signal", "\(NumberText.fixed(decibels.value, decimals: 1)) dB above the error"))
        }
        return rows
    }

    private static func worst(of card: VariantCard) -> String {
        let known = card.layers.compactMap { layer in layer.signalToNoiseDecibels.map { (layer.name, $0) } }
        return known.sorted { $0.1 < $1.1 }.prefix(layersShown)
            .map { "\($0.0) \(NumberText.fixed($0.1, decimals: 1)) dB" }.joined(separator: ", ")
    }
}
