import Testing

@testable import EdgeModels

/// Broken and hostile TensorFlow Lite files: engines crash on them.
@Suite struct TFLiteHostileTests {
    private func error(_ bytes: [UInt8], limits: TFLiteReader.Limits = TFLiteReader.Limits()) -> TFLiteError? {
        do throws(TFLiteError) {
            _ = try TFLiteReader.file(of: bytes, limits: limits)
            return nil
        } catch {
            return error
        }
    }

    @Test func `cut off anywhere they end in an error with a place and a remedy`() {
        let whole = TFLiteSketch.convolution(activation: 9, weight: 9, weightBytes: 576).bytes
        #expect(error(whole) == nil)
        for count in 0..<whole.count {
            let found = error(Array(whole[..<count]))
            #expect(found != nil, "\(count) of \(whole.count) bytes")
            #expect(found.map { !$0.where.isEmpty && !$0.why.isEmpty && !$0.remedy.isEmpty } == true)
        }
    }

    @Test func `changed anywhere they end in an error or in a file, never in a crash`() {
        let whole = TFLiteSketch.convolution(activation: 0, weight: 1, weightBytes: 1152, unpacksTo: 0).bytes
        for place in whole.indices {
            for byte: UInt8 in [0x00, 0x7F, 0x80, 0xFF] where whole[place] != byte {
                var changed = whole
                changed[place] = byte
                _ = error(changed)
            }
        }
    }

    @Test func `what is none of them is told by its mark, and another version by its number`() {
        #expect(error([]) == .notThis)
        #expect(error(Array(repeating: 8, count: 64)) == .notThis)
        var sketch = TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304)
        sketch.version = 4
        #expect(error(sketch.bytes) == .version(4))
    }

    @Test func `a tensor, an operator or a buffer that is not there is named`() {
        var sketch = TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304)
        sketch.operators[0][1] = .integers([0, 99])
        #expect(error(sketch.bytes)?.where == "operator 0, CONV_2D")
        sketch = TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304)
        sketch.operators[0][0] = .integer(5)
        #expect(error(sketch.bytes)?.why.contains("1 kinds of operators") == true)
        sketch = TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304)
        sketch.tensors[1][2] = .integer(7)
        #expect(error(sketch.bytes)?.why.contains("buffer 7") == true)
        #expect(error(TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 100).bytes)?.where == "filter")
    }

    @Test func `shapes that no memory could hold are refused`() {
        var sketch = TFLiteSketch()
        sketch.tensor("vast", Array(repeating: 1 << 30, count: 3))
        #expect(error(sketch.bytes)?.where == "vast")
        sketch = TFLiteSketch()
        sketch.tensor("deep", Array(repeating: 1, count: 40))
        #expect(error(sketch.bytes)?.why.contains("no tensor has its shape") == true)
    }

    @Test func `nothing is read without end, however often a file refers to it`() {
        var limits = TFLiteReader.Limits()
        (limits.numbers, limits.textBytes) = (100, 10)
        #expect(
            error(TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304).bytes, limits: limits) != nil)
        limits = TFLiteReader.Limits()
        limits.tensors = 2
        let found = error(TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304).bytes, limits: limits)
        #expect(found == .tooMany("tensors", limit: 2))
    }
}
