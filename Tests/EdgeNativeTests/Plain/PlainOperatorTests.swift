import EdgeModels
import EdgeNative
import Testing

@Suite("Plain operators")
struct PlainOperatorTests {
    @Test("give what the reference gives")
    func cases() throws {
        for each in try PlainCase.all() {
            do {
                let outputs = try PlainOperators.run(each.node, each.inputs)
                for (place, wanted) in each.outputs.enumerated() {
                    guard let wanted else { continue }
                    let given = place < outputs.count ? outputs[place] : nil
                    #expect(given.map { Nearness.fault(of: $0, wanted) ?? "" } == "", "\(each): output \(place)")
                }
            } catch {
                Issue.record("\(each): \(error.what): \(error.why)")
            }
        }
    }

    @Test("are those of the table of operators, no more and no fewer")
    func claimed() {
        #expect(PlainOperators.names == OperatorTable.rows.map(\.name))
    }

    @Test("have a case each")
    func complete() throws {
        let tested = Set(try PlainCase.all().map(\.node.operation))
        #expect(PlainOperators.names.filter { !tested.contains($0) } == [])
    }
}

/// Whether two tensors are alike.
enum Nearness {
    /// What is wrong; nil if the types and shapes are the same and each number is near the other.
    static func fault(of given: Tensor, _ wanted: Tensor) -> String? {
        guard given.type == wanted.type, given.shape == wanted.shape else {
            return "\(given.type) \(given.shape), not \(wanted.type) \(wanted.shape)"
        }
        guard let left = numbers(given), let right = numbers(wanted) else {
            return given == wanted ? nil : "\(given.elements), not \(wanted.elements)"
        }
        let tolerance = given.type == .bf16 ? 0.01 : given.type == .f16 ? 0.002 : 1e-5
        for (place, (left, right)) in zip(left, right).enumerated() {
            let isSame = left == right || (left.isNaN && right.isNaN)
            let isNear = (left - right).magnitude <= tolerance * max(1, right.magnitude)
            if !isSame && !isNear { return "\(left) at \(place), not \(right)" }
        }
        return nil
    }

    private static func numbers(_ tensor: Tensor) -> [Double]? {
        switch tensor.elements {
        case .f32(let all): all.map { Double($0) }
        case .f64(let all): all
        case .f16(let all): all.map { Double(Float16(bitPattern: $0)) }
        case .bf16(let all): all.map { Double(Float(bitPattern: UInt32($0) << 16)) }
        default: nil
        }
    }
}
