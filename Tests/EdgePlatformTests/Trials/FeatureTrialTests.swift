import EdgePlatform
import EdgeRecords
import Testing

@Suite struct FeatureTrialTests {
    /// A busy machine may keep a child waiting for long.
    private let patience: UInt32 = 40_000

    @Test func `a CPU that is not there makes every answer unknown`() {
        for cpu in [16_383, -1, Int.max] {
            let trials = LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience)
            #expect(trials.map(\.name) == FeatureTrial.names)
            #expect(trials.allSatisfy { $0.outcome == .unknown && $0.executed == nil })
        }
    }

    @Test func `no instruction ends the child or hangs it`() throws {
        let cpu = try #require(LiveProcessor.affinity.first)
        for trial in LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience) {
            switch trial.outcome {
            case .ran, .illegal, .notTried: break
            case .wrongAnswer, .crashed, .timedOut, .unknown: Issue.record("\(trial.name): \(trial.outcome)")
            }
        }
    }

    #if arch(x86_64)
        /// Where CPUID names an extension, and which register states the system must save for it.
        struct Place: Sendable {
            var name: String
            var leaf: UInt32
            var subleaf: UInt32 = 0
            var register: Character
            var bit: UInt32
            var states: UInt64 = 0
        }

        private static let avx: UInt64 = 0b110
        private static let avx512: UInt64 = 0b1110_0110
        private static let amx: UInt64 = 0x6_0000

        private static let places: [Place] =
            [
                Place(name: "sse2", leaf: 1, register: "d", bit: 26),
                Place(name: "ssse3", leaf: 1, register: "c", bit: 9),
                Place(name: "sse4_1", leaf: 1, register: "c", bit: 19),
                Place(name: "sse4_2", leaf: 1, register: "c", bit: 20),
                Place(name: "aes", leaf: 1, register: "c", bit: 25),
                Place(name: "sse4a", leaf: 0x8000_0001, register: "c", bit: 6),
                Place(name: "xop", leaf: 0x8000_0001, register: "c", bit: 11, states: avx),
                Place(name: "avx", leaf: 1, register: "c", bit: 28, states: avx),
                Place(name: "f16c", leaf: 1, register: "c", bit: 29, states: avx),
                Place(name: "fma", leaf: 1, register: "c", bit: 12, states: avx),
                Place(name: "gfni", leaf: 7, register: "c", bit: 8),
            ]
            + [("avx2", "b", 5), ("vaes", "c", 9), ("vpclmulqdq", "c", 10)].map {
                Place(name: $0.0, leaf: 7, register: $0.1, bit: $0.2, states: avx)
            }
            + [
                ("avx512f", "b", 16), ("avx512dq", "b", 17), ("avx512ifma", "b", 21), ("avx512pf", "b", 26),
                ("avx512er", "b", 27), ("avx512cd", "b", 28), ("avx512bw", "b", 30), ("avx512vl", "b", 31),
                ("avx512vbmi", "c", 1), ("avx512_vbmi2", "c", 6), ("avx512_vnni", "c", 11),
                ("avx512_bitalg", "c", 12), ("avx512_vpopcntdq", "c", 14), ("avx512_vp2intersect", "d", 8),
                ("avx512_fp16", "d", 23),
            ].map { Place(name: $0.0, leaf: 7, register: $0.1, bit: $0.2, states: avx512) }
            + [("amx_bf16", "d", 22), ("amx_tile", "d", 24), ("amx_int8", "d", 25)].map {
                Place(name: $0.0, leaf: 7, register: $0.1, bit: $0.2, states: amx)
            }
            + [
                ("avx_vnni", "a", 4, avx), ("avx512_bf16", "a", 5, avx512), ("amx_fp16", "a", 21, amx),
                ("avx_ifma", "a", 23, avx), ("avx_vnni_int8", "d", 4, avx), ("avx_ne_convert", "d", 5, avx),
                ("amx_complex", "d", 8, amx), ("avx_vnni_int16", "d", 10, avx),
            ].map { Place(name: $0.0, leaf: 7, subleaf: 1, register: $0.1, bit: $0.2, states: $0.3) }

        private func isUsable(_ place: Place, _ table: CPUIDTable, states: UInt64) -> Bool {
            guard let registers = table[place.leaf, place.subleaf] else { return false }
            let bits =
                switch place.register {
                case "a": registers.eax
                case "b": registers.ebx
                case "c": registers.ecx
                default: registers.edx
                }
            return bits & (1 << place.bit) != 0 && states & place.states == place.states
        }

        @Test func `what the processor names and the system saves gives the right answer`() throws {
            let cpu = try #require(LiveProcessor.affinity.first)
            let table = try #require(LiveProcessor.cpuidTables(of: [cpu])[cpu])
            let states = LiveProcessor.xcr0() ?? 0
            let trials = LiveProcessor.featureTrials(on: cpu, deadlineMilliseconds: patience)
            for place in Self.places where isUsable(place, table, states: states) {
                let trial = try #require(trials.first { $0.name == place.name })
                #expect(trial.outcome == .ran, "\(place.name)")
            }
        }

        @Test func `every extension has its place in this test`() {
            #expect(Set(FeatureTrial.names) == Set(Self.places.map(\.name)).union(["fma4", "avx10"]))
        }
    #endif
}
