import EdgeRecords

/// Kernels on layers of real models, each beside the ceiling that binds it.
struct KernelTables {
    private let kernels: [KernelMeasurement]

    init(_ kernels: [KernelMeasurement]) {
        self.kernels = kernels
    }

    func sections(width: Int) -> [[String]] {
        var names: [String] = []
        for kernel in kernels where !names.contains(kernel.name) { names.append(kernel.name) }
        return names.flatMap { name in
            let own = kernels.filter { $0.name == name }
            let threads = own.map(\.threads).reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
            return threads.map { count in
                section(name, own.filter { $0.threads == count }, threads: count, width: width)
            }
        }
    }

    private func section(_ name: String, _ rows: [KernelMeasurement], threads: Int, width: Int) -> [String] {
        var table = TextTable(columns: [
            .init(heading: "layer", isNumber: false), .init(heading: "shape", isNumber: false, isOptional: true),
            .init(heading: "best"), .init(heading: "of"), .init(heading: "bound", isNumber: false),
        ])
        for row in rows {
            table.rows.append(
                .init(
                    cells: [
                        row.layer ?? "", row.shape.map { String($0) }.joined(separator: "×"),
                        NumberText.rate(operationsPerSecond: row.operationsPerSecond.value),
                        row.fractionOfCeiling.map { NumberText.percent(ratio: $0) + (row.isAboveCeiling ? " !" : "") }
                            ?? "", row.boundText,
                    ], fraction: row.fractionOfCeiling))
        }
        let lines = ["\(name), \(threads) thread\(threads == 1 ? "" : "s")"] + table.lines(width: width)
        guard rows.contains(where: \.isAboveCeiling) else { return lines }
        return lines
            + Wrapping.hanging(
                "! above its ceiling, also when both were measured again: a fault of the measurement. Measure again "
                    + "when the device is quiet.", indent: 4, width: width, first: 2)
    }
}

extension KernelMeasurement {
    fileprivate var isAboveCeiling: Bool { (fractionOfCeiling ?? 0) > Self.highestFraction }

    /// Which ceiling binds it; where that is arithmetic, also where its operands lie.
    fileprivate var boundText: String {
        guard bound == "compute", let residency else { return bound ?? "unknown" }
        return "compute, in \(residency.uppercased())"
    }
}
