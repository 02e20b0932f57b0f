import EdgeEngines
import EdgeModels
import EdgeRecords
import Testing

/// Answers that engines give of one file.
@Suite struct SameFileComparisonTests {
    private func output(_ name: String, _ numbers: [Float]) -> OutputComparison.Output {
        .init(
            port: TensorPort(name: name, type: .f32, shape: [numbers.count]),
            bytes: TensorBytes.bytes(of: .f32(numbers)))
    }

    private func steps(_ codes: [UInt8]) -> OutputComparison.Output {
        .init(port: TensorPort(name: "y", type: .u8, shape: [codes.count]), bytes: codes)
    }

    @Test func `outputs are matched by their names where both sides have the same`() {
        let boxes = output("boxes", [1, 2, 3])
        let scores = output("scores", [9, 8])
        let turned = OutputComparison([scores, boxes], reference: [boxes, scores])
        #expect(turned.mismatch == nil && turned.relativeError == 0)
        let nameless = OutputComparison([output("", [9, 8]), output("", [1, 2, 3])], reference: [boxes, scores])
        #expect(nameless.mismatch != nil)
    }

    @Test func `two steps apart is rounding, three are not, wherever zero lies`() {
        #expect(OutputComparison([steps([0, 2, 0])], reference: [steps([0, 0, 1])]).fault(at: .int8) == nil)
        #expect(OutputComparison([steps([0, 3, 0])], reference: [steps([0, 0, 1])]).fault(at: .int8) != nil)
    }

    @Test func `what is wrong is said against whom`() throws {
        var comparison = OutputComparison([output("y", [2])], reference: [output("y", [1])])
        #expect(try #require(comparison.fault(at: .fp32)).contains("our own engine at fp32"))
        comparison.standard = "LiteRT's reference kernels on the same file"
        #expect(try #require(comparison.fault(at: .fp32)).contains("off those of LiteRT's reference kernels"))
    }
}
