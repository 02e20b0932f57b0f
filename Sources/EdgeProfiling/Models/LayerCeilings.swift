import EdgeKernels
import EdgePlatform
package import EdgeRecords

extension Measurement {
    /// Fills in what part of the peak each of its layers reached, where layers were noted.
    package mutating func rateLayers() throws {
        guard var layers else { return }
        let rounds = Rounds(
            atMost: 20, durationNanoseconds: 60_000_000, clock: { Int(MonotonicClock.nanoseconds) },
            isInterrupted: { Interruption.isRequested })
        var ceilings = try LayerCeilings(threads: candidate.threads, cpus: candidate.cpus ?? [], rounds: rounds)
        try ceilings.rate(&layers)
        self.layers = layers
    }
}

/// The peak rates that layers are held against, measured once for each precision and instruction set.
struct LayerCeilings {
    private let pool: ThreadPool
    private let rounds: Rounds
    private var rates: [PeakLoop: Double] = [:]

    init(threads: Int, cpus: [Int], rounds: Rounds) throws(KernelError) {
        pool = try ThreadPool(threads: threads, cpus: cpus)
        self.rounds = rounds
    }

    /// Fills in what part of the peak each layer with arithmetic reached.
    mutating func rate(_ layers: inout [LayerMeasurement]) throws(KernelError) {
        for index in layers.indices where layers[index].operations > 0 && layers[index].nanoseconds.value > 0 {
            guard let peak = layers[index].kernels.first.flatMap(Self.peak), let rate = try rate(of: peak) else {
                continue
            }
            let reached = Double(layers[index].operations) / layers[index].nanoseconds.value * 1e9
            layers[index].fractionOfCeiling = reached / rate
        }
    }

    private mutating func rate(of peak: PeakLoop) throws(KernelError) -> Double? {
        if let known = rates[peak] { return known }
        let subject = CeilingSubject.peak(peak, on: pool)
        guard let times = try rounds.times(of: [subject.rounds])?.first else { return nil }
        let work = peak.operationsEach * Double(pool.threads)
        rates[peak] = RoundFigures.rates(times, workEach: work).best.value
        return rates[peak]
    }

    /// The loop of a kernel's arithmetic, by the kernel's name: `gemm_u8_u8_s8_avx512vnni`.
    static func peak(of kernel: String) -> PeakLoop? {
        let words = kernel.split(separator: "_")
        guard let isa = words.last.flatMap({ InstructionSet(name: $0) }) else { return nil }
        let isInteger = words.contains("s8") || words.contains("u8")
        let precision: Precision = isInteger ? .int8 : words.contains("bf16") ? .bf16 : .fp32
        return PeakLoop(precision, isa) ?? PeakLoop(.fp32, isa)
    }
}
