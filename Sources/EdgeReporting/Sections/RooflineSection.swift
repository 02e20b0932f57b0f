import EdgeRecords

/// Kernels under the roofs that the device was measured to have.
enum RooflineSection {
    static func outcome(_ profile: Profile) -> SectionOutcome {
        let placed = profile.kernels.filter { ($0.operationsPerByte ?? 0) > 0 && $0.operationsPerSecond.value > 0 }
        guard let threads = placed.map(\.threads).max() else {
            return .missing(
                .roofline,
                profile.kernels.isEmpty
                    ? "No kernel was measured: `edgeplan profile kernels` does that."
                    : "No kernel says how many operations it does for each byte.")
        }
        let kernels = placed.filter { $0.threads == threads }
        let roofs = Roofs(profile.ceilings, threads: threads)
        guard !roofs.memory.isEmpty || !roofs.arithmetic.isEmpty else {
            return .missing(.roofline, "No ceiling was measured with \(Words.counted(threads, "thread")).")
        }
        let finding = finding(kernels, threads)
        let shown = shown(kernels)
        var blocks: [ReportBlock] = [
            .chart(.points(chart(shown, roofs, description: finding))),
            .text(
                "Slanted roofs are what each level of memory delivers (\(roofs.memoryText)), level ones the peak of an "
                    + "arithmetic. A kernel can rise to the roof above it and no further."),
        ]
        if shown.count < kernels.count {
            blocks.append(
                .text("The chart shows \(shown.count) of \(kernels.count), those furthest apart; the table has all."))
        }
        return .shown(ReportSection(.roofline, finding, blocks))
    }

    private static func finding(_ kernels: [KernelMeasurement], _ threads: Int) -> String {
        let known = kernels.filter { $0.fractionOfCeiling != nil }
        let far = known.min { ($0.fractionOfCeiling ?? 0) < ($1.fractionOfCeiling ?? 0) }
        let near = known.count { ($0.fractionOfCeiling ?? 0) >= 0.8 }
        guard let far, let fraction = far.fractionOfCeiling else {
            return "On \(Words.counted(threads, "thread")) no kernel's ceiling was measured."
        }
        return
            "On \(Words.counted(threads, "thread")) \(near) of \(known.count) kernels reach 80 % or more of the ceiling "
            + "that binds them; the furthest below is \(KernelsSection.name(of: far)) with \(NumberText.percent(ratio: fraction))."
    }

    /// For each kernel its best and its worst shape; then those with most room above them.
    private static func shown(_ kernels: [KernelMeasurement]) -> [KernelMeasurement] {
        guard kernels.count > CandidateRows.charted else { return kernels }
        var kept = kernels.min { ($0.fractionOfCeiling ?? 1) < ($1.fractionOfCeiling ?? 1) }.map { [$0] } ?? []
        for name in kernels.map(\.name).uniqued() {
            let own = kernels.filter { $0.name == name }.sorted {
                ($0.fractionOfCeiling ?? 0) < ($1.fractionOfCeiling ?? 0)
            }
            for kernel in [own.first, own.last].compactMap({ $0 }) where !kept.contains(kernel) { kept.append(kernel) }
        }
        for kernel in kernels.sorted(by: { ($0.fractionOfCeiling ?? 0) < ($1.fractionOfCeiling ?? 0) })
        where !kept.contains(kernel) {
            kept.append(kernel)
        }
        return Array(kept.prefix(CandidateRows.charted))
    }

    private static func chart(_ kernels: [KernelMeasurement], _ roofs: Roofs, description: String) -> PointChart {
        let intensities = kernels.compactMap(\.operationsPerByte)
        let rates = kernels.map { $0.operationsPerSecond.value / 1e9 }
        let peak = roofs.arithmetic.map(\.rate).max() ?? (rates.max() ?? 1) * 1e9
        let low = (intensities.min() ?? 1) / 1.5
        let high = (intensities.max() ?? 1) * 1.5
        let bottom = min(rates.min() ?? 1, (roofs.memory.map(\.rate).min() ?? 1e9) / 1e9 * low)
        var chart = PointChart(
            x: .logarithmic("operations for each byte", from: low, to: high),
            y: .logarithmic("GOP/s", from: bottom, to: peak / 1e9), points: [], description: description)
        chart.lines = roofs.lines(from: chart.x.low, to: chart.x.high, above: chart.y.low)
        let worst = kernels.min { ($0.fractionOfCeiling ?? 1) < ($1.fractionOfCeiling ?? 1) }
        // The fastest of each precision is named: a word at every mark would only be noise.
        var named: Set<Precision> = []
        chart.points = kernels.sorted { $0.operationsPerSecond.value > $1.operationsPerSecond.value }.map { kernel in
            var point = PointChart.Point(kernel.operationsPerByte ?? 1, kernel.operationsPerSecond.value / 1e9)
            if kernel == worst {
                point.isStrong = true
                point.label = KernelsSection.name(of: kernel).squeezed(to: 32)
            } else if named.insert(kernel.precision).inserted {
                point.label = kernel.precision.rawValue.shown(atMost: 20)
            }
            return point
        }
        return chart
    }
}

/// The roofs of one number of threads.
private struct Roofs {
    struct Roof {
        var name: String
        /// Operations or bytes in a second.
        var rate: Double
    }

    let memory: [Roof]
    /// The best instruction set of each precision, fastest first.
    let arithmetic: [Roof]

    init(_ ceilings: [Ceiling], threads: Int) {
        let own = ceilings.filter { $0.threads == threads }
        memory = ["l1", "l2", "l3", "dram"].compactMap { level in
            let rates = own.filter { $0.name == "read-\(level)" }.compactMap { $0.bytesPerSecond?.value }
            return rates.max().map { Roof(name: level.uppercased(), rate: $0) }
        }
        var best: [String: Roof] = [:]
        for ceiling in own {
            guard let rate = ceiling.operationsPerSecond?.value else { continue }
            let precision = String(ceiling.name.prefix { $0 != "-" })
            if rate > best[precision]?.rate ?? 0 {
                best[precision] = Roof(name: ceiling.name.shown(atMost: 30), rate: rate)
            }
        }
        arithmetic = best.values.sorted { ($1.rate, $0.name) < ($0.rate, $1.name) }
    }

    var memoryText: String {
        memory.map { "\($0.name) \(NumberText.rate(bytesPerSecond: $0.rate))" }.joined(separator: ", ")
    }

    func lines(from low: Double, to high: Double, above bottom: Double) -> [PointChart.Line] {
        let peak = arithmetic.first?.rate ?? .infinity
        let slanted = memory.map { roof in
            let start = max(low, bottom * 1e9 / roof.rate)
            let end = min(high, peak / roof.rate)
            let places = [start, max(end, start)].map { PointChart.Place($0, $0 * roof.rate / 1e9) }
            return PointChart.Line(places: places, style: .roof, label: roof.name)
        }
        let fastest = memory.map(\.rate).max() ?? peak
        let level = arithmetic.map { roof in
            let places = [max(low, roof.rate / fastest), high].map { PointChart.Place($0, roof.rate / 1e9) }
            return PointChart.Line(places: places, style: .roof, label: roof.name)
        }
        return level + slanted
    }
}
