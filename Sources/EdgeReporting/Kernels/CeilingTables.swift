import EdgeRecords

/// The best rates that a device reached: arithmetic, memory, starting threads.
struct CeilingTables {
    private let ceilings: [Ceiling]

    init(_ ceilings: [Ceiling]) {
        self.ceilings = ceilings
    }

    func sections(width: Int) -> [[String]] {
        [arithmetic(width: width), memory(width: width), starting(width: width)]
    }

    /// Which threads a row is of: their number, and where they were if the number alone does not tell.
    private func threads(_ ceiling: Ceiling) -> String {
        let sets = Set(ceilings.filter { $0.threads == ceiling.threads }.map(\.cpus))
        guard sets.count > 1, let cpus = ceiling.cpus else { return "\(ceiling.threads)" }
        return "\(ceiling.threads) on \(CPUSet(cpus).listText)"
    }

    private func arithmetic(width: Int) -> [String] {
        let rates = ceilings.filter { $0.operationsPerSecond != nil }.sorted(by: precedes)
        let highest = rates.compactMap { $0.operationsPerSecond?.value }.max() ?? 1
        var table = TextTable(columns: [
            .init(heading: "arithmetic", isNumber: false), .init(heading: "threads"), .init(heading: "best"),
            .init(heading: "median", isOptional: true), .init(heading: "per cycle"),
        ])
        for ceiling in rates {
            let best = ceiling.operationsPerSecond?.value ?? 0
            table.rows.append(
                .init(
                    cells: [
                        ceiling.name, threads(ceiling), NumberText.rate(operationsPerSecond: best),
                        ceiling.medianOperationsPerSecond.map { NumberText.rate(operationsPerSecond: $0.value) } ?? "",
                        ceiling.operationsPerCycle.map { NumberText.fixed($0.value, decimals: 1) } ?? "",
                    ], fraction: best / highest))
        }
        let lines = table.lines(width: width)
        return lines.isEmpty ? [] : lines + clock(width: width)
    }

    private func clock(width: Int) -> [String] {
        let clocks = ceilings.filter { $0.cyclesPerSecond != nil }
        guard !clocks.isEmpty else { return [] }
        let texts = clocks.map { ceiling in
            let gigahertz = (ceiling.cyclesPerSecond?.value ?? 0) / 1e9
            return "\(NumberText.fixed(gigahertz, decimals: 2)) GHz with \(counted(ceiling))"
        }
        return Self.note("clock: " + texts.joined(separator: ", "), width: width)
    }

    /// As the words stand in the design, then from lesser to better instruction sets.
    private func precedes(_ left: Ceiling, _ right: Ceiling) -> Bool {
        func rank(_ ceiling: Ceiling) -> [Int] {
            let parts = ceiling.name.split(separator: "-", maxSplits: 1).map(String.init)
            let precision = Precision.known.firstIndex { $0.rawValue == parts.first } ?? Precision.known.count
            let isa = InstructionSetName.known.firstIndex { $0.rawValue == parts.last } ?? 99
            return [precision, isa, ceiling.threads, ceiling.cpus?.first ?? 0]
        }
        return rank(left).lexicographicallyPrecedes(rank(right))
    }

    private func memory(width: Int) -> [String] {
        let reads = ceilings.filter { $0.name.hasPrefix("read-") }
        let highest = reads.compactMap { $0.bytesPerSecond?.value }.max() ?? 1
        var table = TextTable(columns: [
            .init(heading: "memory", isNumber: false), .init(heading: "over", isOptional: true),
            .init(heading: "threads"),
            .init(heading: "read"), .init(heading: "write"), .init(heading: "copy GB/s"), .init(heading: "latency"),
        ])
        for level in ["l1", "l2", "l3", "dram"] {
            for read in reads where read.name == "read-\(level)" {
                table.rows.append(
                    .init(
                        cells: [
                            level.uppercased(), read.footprintBytes.map(NumberText.bytes) ?? "", threads(read),
                            rate(read), rate(other("write-\(level)", beside: read)),
                            rate(other("copy-\(level)", beside: read)),
                            other("latency-\(level)", beside: read)?.medianNanoseconds.map {
                                NumberText.duration(nanoseconds: $0.value)
                            } ?? "",
                        ], fraction: (read.bytesPerSecond?.value ?? 0) / highest))
            }
        }
        let past = ceilings.filter { $0.name == "write-past-dram" }.map { "\(rate($0)) with \(counted($0))" }
        let lines = table.lines(width: width)
        guard !past.isEmpty else { return lines }
        return lines + Self.note("GB/s written past the caches: " + past.joined(separator: ", "), width: width)
    }

    private func starting(width: Int) -> [String] {
        let awake = ceilings.filter { $0.name == "start-awake" }
        return awake.flatMap { ceiling in
            let asleep = other("start-asleep", beside: ceiling)?.medianNanoseconds
            let times = [
                ceiling.medianNanoseconds.map { NumberText.duration(nanoseconds: $0.value) + " awake" },
                asleep.map { NumberText.duration(nanoseconds: $0.value) + " from sleep" },
            ].compactMap { $0 }
            return Self.note("starting \(counted(ceiling)): \(times.joined(separator: ", "))", width: width)
        }
    }

    private static func note(_ text: String, width: Int) -> [String] {
        Wrapping.hanging(text, indent: 4, width: width, first: 2)
    }

    private func other(_ name: String, beside ceiling: Ceiling) -> Ceiling? {
        ceilings.first { $0.name == name && $0.threads == ceiling.threads && $0.cpus == ceiling.cpus }
    }

    private func rate(_ ceiling: Ceiling?) -> String {
        ceiling?.bytesPerSecond.map { NumberText.threeDigits($0.value / 1e9) } ?? ""
    }

    private func counted(_ ceiling: Ceiling) -> String {
        "\(ceiling.threads) thread\(ceiling.threads == 1 ? "" : "s")"
            + (threads(ceiling) == "\(ceiling.threads)" ? "" : threads(ceiling).dropFirst("\(ceiling.threads)".count))
    }
}
