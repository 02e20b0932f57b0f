@testable import EdgeModels

/// A TensorFlow Lite file, table by table, as a test needs it.
struct TFLiteSketch {
    typealias Field = FlatWriter.Field

    var version = 3
    var codes: [[Field?]] = []
    var tensors: [[Field?]] = []
    var buffers: [[Field?]] = [[]]
    var operators: [[Field?]] = []
    var inputs: [Int] = []
    var outputs: [Int] = []
    var others: [[Field?]] = []
    var signatures: [[Field?]] = []
    var metadata: [[Field?]] = []

    /// - Returns: its place.
    @discardableResult mutating func tensor(
        _ name: String, _ shape: [Int], type: Int = 0, stored: Int? = nil, scale: Float? = nil, zero: Int = 0,
        open: [Int]? = nil, isVariable: Bool = false
    ) -> Int {
        if let stored { buffers.append([.content(Array(repeating: 1, count: stored))]) }
        let steps: [Field?]? = scale.map { [nil, nil, .floats([$0]), .longs([zero])] }
        tensors.append([
            .integers(shape), .byte(type), .integer(stored == nil ? 0 : buffers.count - 1), .text(name),
            steps.map { .table($0) }, .byte(isVariable ? 1 : 0), nil, open.map { .integers($0) },
        ])
        return tensors.count - 1
    }

    mutating func node(_ name: String, _ inputs: [Int], _ outputs: [Int], options: [Field?]? = nil) {
        if let number = TFLiteOperator.number(of: name) {
            codes.append([.byte(min(number, 127)), nil, .integer(1), .integer(number)])
        } else {
            codes.append([.byte(32), .text(name), .integer(1), .integer(32)])
        }
        operators.append([
            .integer(codes.count - 1), .integers(inputs), .integers(outputs), nil, options.map { .table($0) },
        ])
    }

    mutating func metadata(_ name: String, _ content: [UInt8]) {
        buffers.append([.content(content)])
        metadata.append([.text(name), .integer(buffers.count - 1)])
    }

    var bytes: [UInt8] {
        let main: [Field?] = [
            .tables(tensors), .integers(inputs), .integers(outputs), .tables(operators), .text("main"),
        ]
        return FlatWriter(
            [
                .integer(version), .tables(codes), .tables([main] + others), .text("sketched"), .tables(buffers), nil,
                .tables(metadata), .tables(signatures),
            ], mark: "TFL3"
        ).bytes
    }

    func read() throws -> TFLiteFile { try TFLiteReader.file(of: bytes) }

    /// A convolution of 3 × 3 over 8 × 8 pixels, with numbers of these types.
    static func convolution(activation: Int, weight: Int, weightBytes: Int, unpacksTo: Int? = nil) -> TFLiteSketch {
        var sketch = TFLiteSketch()
        let input = sketch.tensor("image", [1, 8, 8, 4], type: activation)
        let stored = sketch.tensor("filter", [16, 3, 3, 4], type: weight, stored: weightBytes)
        var filter = stored
        if let unpacksTo {
            filter = sketch.tensor("filter/wide", [16, 3, 3, 4], type: unpacksTo)
            sketch.node("DEQUANTIZE", [stored], [filter])
        }
        let output = sketch.tensor("map", [1, 8, 8, 16], type: activation)
        sketch.node("CONV_2D", [input, filter, -1], [output])
        (sketch.inputs, sketch.outputs) = ([input], [output])
        return sketch
    }
}
