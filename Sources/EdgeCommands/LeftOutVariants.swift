import EdgeEngines
import EdgeRecords

/// What was asked for and is no candidate, with the reason: nothing is left out without a word.
struct LeftOutVariants {
    /// By reason, what it holds for.
    private(set) var all: [LeftOut] = []

    static func sentences(_ all: [LeftOut]) -> [String] {
        all.map { leftOut in
            let names = leftOut.names
            let others = names.count > 3 ? " and \(names.count - 3) more" : ""
            return "left out: \(names.prefix(3).joined(separator: ", "))\(others): \(leftOut.reason)"
        }
    }

    /// Notes the precisions that were asked for and that a model does not have.
    mutating func note(_ model: ProfiledModel, asked: [Precision]) {
        for precision in asked where !model.all.contains(precision) {
            let remedy = Self.made.contains(precision) ? "; `edgeplan models quantize` makes it" : ""
            note(
                "\(model.name)/\(precision.rawValue)",
                "there are \(model.all.map(\.rawValue).joined(separator: ", ")) of it\(remedy)")
        }
    }

    /// Whether an engine runs a variant; if not, that is noted.
    mutating func isAble(_ engine: EngineName, _ precision: Precision, of model: ProfiledModel) -> Bool {
        guard let kind = EngineKind.named(engine) else { return false }
        do throws(EngineError) {
            try kind.check(model.format(precision))
            _ = try kind.arithmetic(of: precision, isStored: model.isStored(precision))
            return true
        } catch {
            note("\(model.name)/\(precision.rawValue)@\(engine.rawValue)", error.why)
            return false
        }
    }

    private static let made: Set<Precision> = Set(AutomaticVariants.precisions)

    mutating func note(_ name: String, _ reason: String, _ outcome: Measurement.Outcome = .refused) {
        if let place = all.firstIndex(where: { $0.reason == reason }) {
            all[place].names.append(name)
        } else {
            all.append(LeftOut(names: [name], outcome: outcome, reason: reason))
        }
    }
}
