import EdgeModels
package import EdgeRecords

/// How near a model's outputs come to those of the reference.
package struct OutputComparison: Hashable {
    /// Of the vectors of all outputs' numbers: 1 if they point the same way.
    package let cosine: Double
    /// The length of their difference, as a part of the reference's length.
    package let relativeError: Double
    package let largestDifference: Double
    /// Why they cannot be compared at all; the other figures say nothing then.
    package let mismatch: String?
    /// Whose outputs the reference's are, as the end of a sentence.
    package var standard = Self.ownStandard
    /// Whether all outputs are integers, which stand for steps.
    private let isOfSteps: Bool
    /// Against our own engine on the same file of integers, whose arithmetic the file itself defines.
    package var peer: Peer?

    /// Two engines' answers of one file.
    package struct Peer: Hashable {
        /// Of one from the other.
        package let relativeError: Double
        /// No two ways to round one file differ by more than the file's own rounding does from fp32.
        package let allowed: Double

        /// Little as the rounding of some networks is, orders of addition differ.
        private static let allowedAlways = 0.05

        /// - Parameters:
        ///   - own: our own engine's outputs of the same file.
        ///   - reference: those at fp32.
        package init?(_ outputs: [Output], own: [Output], reference: [Output]) {
            let comparison = OutputComparison(outputs, reference: own)
            let rounding = OutputComparison(own, reference: reference)
            guard comparison.mismatch == nil, rounding.mismatch == nil else { return nil }
            relativeError = comparison.relativeError
            allowed = max(rounding.relativeError, Self.allowedAlways)
        }
    }

    /// An output as its type and bytes.
    package struct Output: Hashable {
        package let port: TensorPort
        package let bytes: [UInt8]

        package init(port: TensorPort, bytes: [UInt8]) {
            self.port = port
            self.bytes = bytes
        }
    }

    package static let ownStandard = "our own engine at fp32"
    /// So far apart lies what rounds a half up and what rounds it down, once more behind another layer.
    private static let stepsAllowed = 2.0

    package init(_ outputs: [Output], reference: [Output]) {
        let outputs = Self.ordered(outputs, as: reference)
        isOfSteps = !reference.isEmpty && reference.allSatisfy { !$0.port.type.isFloat }
        var sums = (own: 0.0, reference: 0.0, product: 0.0, difference: 0.0)
        var largest = 0.0
        let fault = Self.fault(outputs, reference)
        if fault == nil {
            for (output, wanted) in zip(outputs, reference) {
                let own = TensorBytes.numbers(output.bytes, output.port.type) ?? []
                let other = TensorBytes.numbers(wanted.bytes, wanted.port.type) ?? []
                for (number, right) in zip(own, other) {
                    sums.own += number * number
                    sums.reference += right * right
                    sums.product += number * right
                    sums.difference += (number - right) * (number - right)
                    largest = max(largest, (number - right).magnitude)
                }
            }
        }
        mismatch = fault
        largestDifference = largest
        let lengths = (sums.own * sums.reference).squareRoot()
        cosine = lengths > 0 ? min(sums.product / lengths, 1) : sums.own == sums.reference ? 1 : 0
        relativeError =
            sums.reference > 0
            ? (sums.difference / sums.reference).squareRoot() : sums.difference == 0 ? 0 : .infinity
    }

    /// By their names where both sides have the same; engines do not agree on the order.
    private static func ordered(_ outputs: [Output], as reference: [Output]) -> [Output] {
        let names = reference.map(\.port.name)
        guard Set(names).count == names.count, Set(outputs.map(\.port.name)) == Set(names) else { return outputs }
        return names.compactMap { name in outputs.first { $0.port.name == name } }
    }

    private static func fault(_ outputs: [Output], _ reference: [Output]) -> String? {
        guard outputs.count == reference.count else {
            return "it gave \(outputs.count) outputs, the reference \(reference.count)"
        }
        for (output, wanted) in zip(outputs, reference) {
            guard let numbers = TensorBytes.numbers(output.bytes, output.port.type),
                let right = TensorBytes.numbers(wanted.bytes, wanted.port.type)
            else { return "the output \"\(output.port.name)\" is of type \(output.port.type.rawValue)" }
            guard numbers.count == right.count else {
                return "the output \"\(output.port.name)\" has \(numbers.count) numbers, the reference's \(right.count)"
            }
            guard right.allSatisfy(\.isFinite) else {
                return "the output \"\(output.port.name)\" is infinite or no number at fp32, so that none can be judged"
            }
            guard numbers.allSatisfy(\.isFinite) else {
                return "the output \"\(output.port.name)\" has numbers that are infinite or none"
            }
        }
        return nil
    }

    /// The relative error from which on an answer of this precision is wrong.
    ///
    /// What has nothing to do with the reference is off by 1 or more. Of the catalogue at int8, rounding alone takes most
    /// networks up to 0.19 away from fp32, and one that tells two numbers apart 0.46: no smaller limit would be just.
    package static func tolerance(_ precision: Precision) -> Double {
        switch precision {
        case .fp32: 0.01
        case .bf16, .fp16: 0.1
        default: 0.5
        }
    }

    /// Why the outputs are wrong; nil if they are right.
    package func fault(at precision: Precision) -> String? {
        if let mismatch { return mismatch }
        if let peer, !(peer.relativeError <= peer.allowed) {
            return
                "its outputs are \(NumberText.percent(ratio: peer.relativeError)) off those of our own engine on the same "
                + "file; \(NumberText.percent(ratio: peer.allowed)) is the most that rounding explains"
        }
        let tolerance = Self.tolerance(precision)
        guard !(relativeError <= tolerance), !(isOfSteps && largestDifference <= Self.stepsAllowed) else { return nil }
        return "its outputs are \(NumberText.percent(ratio: relativeError)) off those of \(standard); "
            + "\(NumberText.percent(ratio: tolerance)) is the most that \(precision.rawValue) may be"
    }
}
