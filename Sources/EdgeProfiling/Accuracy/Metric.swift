import EdgeRecords

/// What is counted as right.
public enum Metric: Hashable, Sendable {
    /// The right class is among so many with the highest scores.
    case top(Int)
    /// How often a sample of the class to be found scores above one of another.
    ///
    /// Of an auto-encoder the score is what it could not reproduce.
    case areaUnderCurve(positive: Int?, ofReconstruction: Bool = false)
    /// The mean over all classes of the precision at each sample that is of the class, best scores first.
    case meanAveragePrecision
    /// How often the highest score is that of another model.
    case agreement

    /// As records name it.
    public var name: String {
        switch self {
        case .top(let count): "top-\(count)"
        case .areaUnderCurve: "area-under-curve"
        case .meanAveragePrecision: "mean-average-precision"
        case .agreement: "top-1 agreement"
        }
    }
}

extension [Float] {
    /// Whether the number at this place is among the `count` highest; of equal ones the first counts as higher.
    ///
    /// An answer that is no number is wrong.
    func ranks(_ place: Int, among count: Int) -> Bool {
        guard indices.contains(place), allSatisfy({ !$0.isNaN }) else { return false }
        let own = self[place]
        var better = 0
        for (index, number) in enumerated() where number > own || number == own && index < place { better += 1 }
        return better < count
    }

    /// The place of the highest number; nil if there is none, or something that is no number.
    var highest: Int? {
        guard allSatisfy({ !$0.isNaN }) else { return nil }
        return indices.max { self[$0] < self[$1] || self[$0] == self[$1] && $0 > $1 }
    }
}
