import EdgeArguments
import Testing

/// The same numbers on every machine (SplitMix64), so that a failure can be repeated.
struct SmallRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct RandomWordsTests {
    /// Words that reach deep into the table, and letters that do not.
    private static let known = words(
        """
        probe profile kernels models list add plan gate worker help --help --version --json -j -jq -t -t1-8*2 --threads \
        --threads= auto 1-8*2 1-4,7 1-99999999999999999999 --target 50ms --target=1.5s --memory 1GiB --format sh \
        --confidence 95% --precision int8,fp32 --model m --store . --step-bias -5 -- - = --= -= --x=y é 🙂
        """)

    @Test func `no words bring the parser down, and every error can be explained`() {
        var random = SmallRandom(seed: 42)
        var understood = 0
        var refused = 0
        for _ in 0..<5000 {
            let count = Int.random(in: 0...6, using: &random)
            let line = (0..<count).map { _ in Self.word(using: &random) }
            do {
                _ = try sample.parse(line)
                understood += 1
            } catch {
                refused += 1
                #expect(![error.what, error.where, error.why, error.remedy].contains(""), "\(line)")
                #expect(!error.what.contains("\n"))
            }
        }
        #expect(understood > 100)
        #expect(refused > 100)
    }

    private static func word(using random: inout SmallRandom) -> String {
        let word = known.randomElement(using: &random) ?? ""
        guard Int.random(in: 0..<4, using: &random) == 0 else { return word }
        let scalars = (0..<Int.random(in: 0...5, using: &random)).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0...0x3FF, using: &random))
        }
        return word + String(String.UnicodeScalarView(scalars))
    }
}
