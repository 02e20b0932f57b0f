import EdgeRecords

extension PracticeNetwork {
    /// What a name decides.
    struct Draws {
        private var numbers: SeededNumbers

        init(name: String) { numbers = SeededNumbers(name: name + " shape") }

        /// On a scale on which each factor is as likely as any other.
        mutating func between(_ low: Double, _ high: Double) -> Double {
            low * Exponential.exp(fraction() * Exponential.log(high / low))
        }

        mutating func whole(_ low: Int, _ high: Int) -> Int {
            min(low + Int(fraction() * Double(high - low + 1)), high)
        }

        mutating func isOneOf(_ count: Int) -> Bool { whole(1, count) == 1 }

        mutating func activation() -> Activation {
            switch whole(0, 3) {
            case 0: .hardSwish
            case 1: .relu
            default: .relu6
            }
        }

        /// From 0 to below 1.
        private mutating func fraction() -> Double {
            (Double(numbers.uniform(count: 1, bound: 1)[0]) + 1) / 2
        }
    }
}
