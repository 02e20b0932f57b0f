import EdgeRecords

extension Requirement {
    /// Refuses what no device could be held to.
    func check() throws(PlanningError) {
        func demand(_ holds: Bool, _ part: String, _ reason: String) throws(PlanningError) {
            guard holds else { throw .badRequirement(part: part, reason: reason) }
        }
        try demand(targetNanoseconds.map { $0 > 0 } ?? true, "target", "no run takes no time")
        try demand(percentile > 0 && percentile < 100, "percentile", "it is not between 0 and 100")
        try demand(confidence > 0 && confidence < 1, "confidence", "it is not between 0 and 1, both left out")
        try demand(accuracyFloor.map { (0...1).contains($0) } ?? true, "accuracy floor", "it is not from 0 to 1")
        try demand(memoryBytes.map { $0 > 0 } ?? true, "memory", "no model runs in none")
        try demand(modelBytes.map { $0 > 0 } ?? true, "download", "no model has no bytes")
        try demand(energyMicrojoules.map { $0 > 0 } ?? true, "energy", "no run takes none")
        try demand(firstTokenNanoseconds.map { $0 > 0 } ?? true, "first token", "no token takes no time")
        try demand(coldStartNanoseconds.map { $0 > 0 } ?? true, "cold start", "no start takes no time")
    }

    var statistic: Statistic { .percentile(percentile) }

    var claim: Claim? {
        targetNanoseconds.flatMap {
            Claim(targetNanoseconds: $0, percentile: percentile, confidence: confidence)
        }
    }
}
