package import EdgeRecords

/// The samples of one candidate, made ready to be counted as if each were taken on its own.
package struct LatencyEvidence {
    /// Of each process, in the order they were taken.
    private let processes: [[Double]]

    /// No claim rests on fewer, however clear they are.
    static let fewestSamples = 20
    package static let fewestProcesses = 5

    package init(_ samples: Samples) {
        self.init(processes: Self.processes(of: samples))
    }

    /// The samples of each process, in rising order of the processes' numbers.
    private static func processes(of samples: Samples) -> [[Double]] {
        let numbers = samples.process.prefix(samples.nanoseconds.count)
        guard let least = numbers.min(), let largest = numbers.max() else { return [] }
        // Ten thousand candidates are judged at once: where the numbers allow it they are places in a list.
        guard least >= 0, largest < 1024 else {
            return Dictionary(grouping: zip(numbers, samples.nanoseconds), by: \.0)
                .sorted { $0.key < $1.key }.map { $0.value.map { Double($0.1) } }
        }
        var lists = Array(repeating: [Double](), count: largest + 1)
        for (process, nanoseconds) in zip(numbers, samples.nanoseconds) { lists[process].append(Double(nanoseconds)) }
        return lists.filter { !$0.isEmpty }
    }

    package init(processes: [[Double]]) {
        self.processes = processes
    }

    /// How far apart samples of one process must be to tell something new of the claim.
    ///
    /// All that lies below half of the target is alike to it: a process that is a little slower than the others says
    /// nothing of a target many times as far.
    package func lag(for claim: Claim) -> Int {
        let nearness = Self.nearness(claim)
        // Of most candidates nothing comes near.
        guard processes.contains(where: { $0.contains { $0 > nearness } }) else { return 1 }
        return Autocorrelation.independentLag(of: processes.map { $0.map { max($0, nearness) } })
    }

    /// All that lies below is alike to a claim.
    static func nearness(_ claim: Claim) -> Double { Double(claim.targetNanoseconds) / 2 }

    /// Each process of one thing after each of the next, sample by sample: as many as all of them have.
    static func sums(of parts: [LatencyEvidence]) -> [[Double]] {
        guard let first = parts.first else { return [] }
        return parts.dropFirst().reduce(first.processes) { sums, part in
            zip(sums, part.processes).map { zip($0, $1).map { $0 + $1 } }
        }
    }

    /// The verdict that may be asked for at any time; the samples are taken one from each process in turn.
    package func sequentialFinding(_ claim: Claim) -> Finding {
        var test = BettingTest(claim)
        let lag = lag(for: claim)
        let longest = processes.map(\.count).max() ?? 0
        for place in stride(from: 0, to: longest, by: lag) {
            for process in processes where place < process.count {
                test.add(isAbove: process[place] > Double(claim.targetNanoseconds))
                guard test.isSettled else { continue }
                let finding = test.finding
                if finding.verdict == .misses || test.samples >= Self.fewestSamples { return checked(finding, claim) }
            }
        }
        let finding = test.finding
        // No number of samples helps while there are too few processes.
        guard processes.count >= Self.fewestProcesses else {
            return Finding(.undecided, obstacle: .fewProcesses(processes.count))
        }
        return finding.verdict == .meets
            ? Finding(.undecided, samplesNeeded: Self.fewestSamples - test.samples) : finding
    }

    /// The verdict of a number of samples that was settled before they were taken.
    package func fixedFinding(_ claim: Claim) -> Finding {
        let samples = independent(for: claim)
        let above = samples.count { $0 > Double(claim.targetNanoseconds) }
        return checked(FixedTest.verdict(above: above, of: samples.count, for: claim), claim)
    }

    /// Every sample, in no order of meaning.
    var all: [Double] { processes.flatMap { $0 } }

    /// One sample in `lag` of each process, the processes in turn, so that neighbours come from different ones.
    func independent(for claim: Claim) -> [Double] {
        let longest = processes.map(\.count).max() ?? 0
        var samples: [Double] = []
        for place in stride(from: 0, to: longest, by: lag(for: claim)) {
            for process in processes where place < process.count { samples.append(process[place]) }
        }
        return samples
    }

    /// How many those are.
    func independentCount(for claim: Claim) -> Int {
        let lag = lag(for: claim)
        return processes.reduce(0) { $0 + ($1.count + lag - 1) / lag }
    }

    /// A claim that holds in some processes and not in others is not settled by their mixture.
    func checked(_ finding: Finding, _ claim: Claim) -> Finding {
        guard finding.verdict == .meets else { return finding }
        let target = Double(claim.targetNanoseconds)
        let disagree = processes.contains { process in
            let above = process.count { $0 > target }
            return above > 1 && Quantile.percentile(claim.percentile, ofSorted: process.sorted()) > target
        }
        guard !disagree else { return Finding(.undecided, obstacle: .processesDisagree) }
        return processes.count < Self.fewestProcesses
            ? Finding(.undecided, obstacle: .fewProcesses(processes.count)) : finding
    }
}
