import EdgeModels
import EdgeNative
import EdgeRecords
import Glibc
import Testing

@testable import EdgeCompressing

/// Static quantization of small networks, on inputs that are made up.
@Suite struct QuantizerTests {
    private let graph: Graph
    private let calibration: SampleSet
    private let heldOut: SampleSet

    init() throws {
        graph = try NetworkSketch.classifier()
        calibration = try NetworkSketch.samples(32, of: graph)
        heldOut = try NetworkSketch.samples(16, of: graph, seed: "held out")
    }

    private func quantized(
        _ graph: Graph, _ change: (inout QuantizationSettings) -> Void = { _ in }
    ) throws -> CompressedModel {
        var settings = QuantizationSettings()
        change(&settings)
        return try Compressor(graph, silentWork).quantized(settings, calibration: calibration, heldOut: heldOut)
    }

    @Test(arguments: RangeMethod.allCases)
    func `answers stay near those of the network in floats`(method: RangeMethod) throws {
        let model = try quantized(graph) { $0.method = method }
        let decibels = try #require(model.fidelity?.signalToNoiseDecibels?.value)
        #expect(decibels > (method == .entropy ? 12 : 20), "\(method.rawValue): \(decibels)")
        #expect(model.layers.count == 6)
        #expect(model.layers.allSatisfy { $0.signalToNoiseDecibels ?? 0 > 8 }, "\(model.layers)")
        #expect(model.fidelity?.agreement?.interval != nil)
    }

    /// How far above its error the signal is, with steps left out.
    private func decibels(_ change: (inout QuantizationSettings) -> Void) throws -> Double {
        try #require(try quantized(graph, change).fidelity?.signalToNoiseDecibels?.value)
    }

    @Test func `correcting biases takes the means' errors out`() throws {
        let without = try decibels { $0.correctsBias = false }
        #expect(try decibels { _ in } > without - 0.5)
    }

    @Test func `equalizing channels leaves the network's answers as they were`() throws {
        let prepared = try graph.preparedForCompression()
        let calibrator = Calibrator(samples: calibration.samples, work: silentWork)
        let values = QuantizationWriter.written(prepared, QuantizationPlan()).ranged
        let statistics = try calibrator.statistics(of: values, in: prepared)
        let equalized = Equalization(prepared, statistics)
        #expect(equalized.pairs == 2)
        let reference = try Reference(graph, calibration.samples, silentWork)
        let fidelity = try reference.fidelity(of: equalized.graph, silentWork, "")
        #expect(try #require(fidelity.signalToNoiseDecibels) > 90)
    }

    @Test func `channels of what is summed are spread alike, and the answers stay`() throws {
        // Loud and quiet channels enter a sum, as trained bottlenecks have them.
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let stem = try sketch.convolution(sketch.relu(try sketch.convolution(input, to: 8)), to: 8)
        let branch = try sketch.convolution(sketch.relu(try sketch.convolution(stem, to: 16)), to: 8)
        let sum = sketch.node("Add", [branch, stem], shape: [1, 8, 12, 12])
        sketch.output(try sketch.scores(sketch.relu(try sketch.convolution(sum, to: 16)), classes: 10))
        let streams = LinearStreams(sketch.graph).streams
        #expect(streams.map(\.producers) == [[2, 5]] && streams.map(\.readers) == [[3, 7]], "\(streams)")
        let prepared = try sketch.graph.preparedForCompression()
        let values = QuantizationWriter.written(prepared, QuantizationPlan()).ranged
        let calibrator = Calibrator(samples: calibration.samples, work: silentWork)
        var equalized = Equalization(prepared, try calibrator.statistics(of: values, in: prepared))
        equalized.equalizeStreams()
        #expect(equalized.streams == 1)
        let reference = try Reference(sketch.graph, calibration.samples, silentWork)
        let fidelity = try reference.fidelity(of: equalized.graph, silentWork, "")
        #expect(try #require(fidelity.signalToNoiseDecibels) > 90)
    }

    @Test func `a stream that something else reads is left alone`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let stem = try sketch.convolution(input, to: 8)
        sketch.output(sketch.node("Sigmoid", [stem], shape: [1, 8, 12, 12]))
        sketch.output(try sketch.convolution(stem, to: 4))
        #expect(LinearStreams(sketch.graph).streams.isEmpty)
    }

    @Test func `16 bits between layers bring less error than 8`() throws {
        let narrow = try #require(try quantized(graph).fidelity?.signalToNoiseDecibels?.value)
        let wide = try quantized(graph) { $0.hasWideActivations = true }
        #expect(wide.precision == .int8Activations16)
        #expect(try #require(wide.fidelity?.signalToNoiseDecibels?.value) > narrow)
    }

    @Test func `our engine runs every layer by kernels, in integers`() throws {
        let model = try quantized(graph)
        #expect(model.engines == [VariantCard.EngineSupport(engine: .native, runs: true, how: "by kernels")])
        let kinds = try NativeModel(model.graph).layers.map(\.kind)
        // The input's codes are made once, and nothing becomes floats in between.
        #expect(kinds.filter { $0 == "quantization" }.count == 1)
        #expect(!kinds.contains("dequantization"), "\(kinds)")
    }

    @Test func `weights have a scale for each output channel`() throws {
        let model = try quantized(graph)
        let scales = model.graph.nodes.filter { $0.operation == "DequantizeLinear" }
            .compactMap { node in node.input(1).flatMap { model.graph[$0].constant?.floats } }
        #expect(scales.contains { $0.count == 24 && Set($0).count > 12 })
    }

    @Test func `the same network and inputs give the same bytes`() throws {
        let first = try ONNXWriter.bytes(of: try quantized(graph).graph)
        let second = try ONNXWriter.bytes(of: try quantized(graph).graph)
        #expect(first == second)
        #expect(try ONNXReader.graph(of: first).nodes.count > graph.nodes.count)
    }

    @Test func `scores of the last product stay floats`() throws {
        let written = try quantized(graph).graph
        let last = try #require(written.nodes.last)
        #expect(last.operation == "Gemm")
        #expect(last.outputs.compactMap { $0 } == written.outputs)
    }

    @Test func `a network that is quantized is refused`() throws {
        let written = try quantized(graph).graph
        #expect {
            try Compressor(written, silentWork)
        } throws: { error in
            if case .alreadyQuantized? = error as? CompressionError { true } else { false }
        }
    }

    @Test func `too few inputs are told with the number needed`() throws {
        var few = calibration
        few.samples = Array(few.samples.prefix(3))
        let wanted = CompressionError.tooFewSamples(method: "squared-error", needed: 8, found: 3)
        #expect(throws: wanted) {
            try Compressor(graph, silentWork).quantized(QuantizationSettings(), calibration: few, heldOut: heldOut)
        }
        #expect(wanted.why == "it needs 8, and there are 3")
    }

    @Test func `weights that are no numbers are refused with their place`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("x", [1, 2, 4, 4])
        let bad = sketch.graph.addConstant(
            "bad", try Tensor(shape: [1, 2, 1, 1], elements: .f32([1, .nan])))
        sketch.output(sketch.node("Conv", [input, bad], shape: [1, 1, 4, 4]))
        #expect(throws: CompressionError.badWeight(value: "bad", place: 1)) { try Compressor(sketch.graph, silentWork) }
    }

    @Test func `a network without a layer that has weights is refused`() throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        sketch.output(sketch.relu(input))
        #expect(
            throws: CompressionError.nothingToQuantize(wanted: "convolution or matrix product with weights of fp32")
        ) {
            try quantized(sketch.graph)
        }
    }

    @Test func `an input that overflows the network is named`() throws {
        var wild = calibration
        wild.samples[5] = Sample(
            name: "wild",
            tensors: [
                "image": try Tensor(shape: [1, 3, 12, 12], elements: .f32(Array(repeating: .infinity, count: 432)))
            ])
        #expect {
            try Compressor(graph, silentWork).quantized(QuantizationSettings(), calibration: wild, heldOut: heldOut)
        } throws: { error in
            if case .badActivation(_, sample: "wild")? = error as? CompressionError { true } else { false }
        }
    }

    @Test func `values that never change are remarked, and nothing breaks`() throws {
        var still = calibration
        still.samples = still.samples.map { sample in
            Sample(name: sample.name, tensors: sample.tensors.mapValues { Tensor($0, filledWith: 0) })
        }
        let model = try Compressor(graph, silentWork).quantized(
            QuantizationSettings(), calibration: still, heldOut: heldOut)
        #expect(model.remarks.contains { $0.contains("never changed") })
        #expect(try NativeModel(model.graph).layers.count > 4)
    }

    @Test(arguments: [(Precision.int8Weights, 30.0), (.int4Weights, 12), (.bf16, 40)])
    func `weights alone in fewer bits keep the answers`(precision: Precision, decibels: Double) throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 3, 12, 12])
        let wide = sketch.relu(try sketch.convolution(input, to: 64, size: 3))
        sketch.output(try sketch.scores(sketch.relu(try sketch.convolution(wide, to: 40)), classes: 10))
        let model = try Compressor(sketch.graph, silentWork).narrowed(precision, heldOut: heldOut)
        #expect(model.precision == precision)
        #expect(try #require(model.fidelity?.signalToNoiseDecibels?.value) > decibels)
        #expect(model.engines.first?.how == "by kernels")
        #expect(model.keptLayers == (precision == .int4Weights ? ["Conv 0"] : []))
        #expect(model.graph.weightBytes < sketch.graph.weightBytes * 6 / 10)
        let read = try ONNXReader.graph(of: try ONNXWriter.bytes(of: model.graph))
        #expect(read.outputPorts == sketch.graph.outputPorts)
    }

    @Test(arguments: [0, 1])
    func `4 bits are rounded by what the layer sees, where real inputs are given`(transB: Int) throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 96])
        let weights = try sketch.constant("weights", transB == 1 ? [40, 96] : [96, 40])
        let sum = sketch.node(
            "Gemm", [input, weights, try sketch.constant("bias", [40])], shape: [1, 40],
            ["transB": .integer(transB)])
        sketch.output(sum)
        // Inputs that go together, as those of networks do: what one rounding does wrong another can make up for.
        let samples = try (0..<64).map { number -> Sample in
            let numbers = (0..<96).map { (place: Int) -> Float in
                let wave: Float = sinf(Float(number) * 0.37 + Float(place / 8))
                let ripple: Float = cosf(Float(number * place))
                return wave + 0.1 * ripple
            }
            return Sample(name: "wave", tensors: ["image": try Tensor(shape: [1, 96], elements: .f32(numbers))])
        }
        let seen = SampleSet(samples: Array(samples.prefix(48)), source: "waves", hash: nil)
        let rest = SampleSet(samples: Array(samples.suffix(16)), source: "waves", hash: nil)
        let compressor = try Compressor(sketch.graph, silentWork)
        let plain = try compressor.narrowed(.int4Weights, heldOut: rest)
        let fitted = try compressor.narrowed(.int4Weights, calibration: seen, heldOut: rest)
        func decibels(_ model: CompressedModel) throws -> Double {
            try #require(model.fidelity?.signalToNoiseDecibels?.value)
        }
        #expect(try decibels(fitted) > decibels(plain) + 3)
        #expect(fitted.graph.weightBytes == plain.graph.weightBytes)
        #expect(fitted.method.last == "1 layers rounded by least squares over 48 inputs")
        #expect(fitted.calibration?.samples == 48 && plain.calibration == nil)
        var madeUp = seen
        madeUp.isMadeUp = true
        let nearest = try compressor.narrowed(.int4Weights, calibration: madeUp, heldOut: rest)
        #expect(try decibels(nearest) == decibels(plain))
    }

    @Test(arguments: [0, 1])
    func `products find their ranges as they run`(transB: Int) throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 40])
        let weights = try sketch.constant("weights", transB == 1 ? [24, 40] : [40, 24])
        let sum = sketch.node(
            "Gemm", [input, weights, try sketch.constant("bias", [24])], shape: [1, 24],
            ["transB": .integer(transB)])
        sketch.output(
            sketch.node("MatMul", [sketch.relu(sum), try sketch.constant("head", [24, 10])], shape: [1, 10]))
        let inputs = try NetworkSketch.samples(8, of: sketch.graph)
        let model = try Compressor(sketch.graph, silentWork).narrowed(.int8Dynamic, heldOut: inputs)
        #expect(model.precision == .int8Dynamic && model.keptLayers.isEmpty)
        #expect(try #require(model.fidelity?.signalToNoiseDecibels?.value) > 30)
        let read = try ONNXReader.graph(of: try ONNXWriter.bytes(of: model.graph))
        #expect(read.precisions == [.int8Dynamic])
        #expect(read.outputPorts == sketch.graph.outputPorts)
    }

    @Test(arguments: [Precision.int8Weights, .int4Weights, .bf16])
    func `a file's precision is known by what it stores`(precision: Precision) throws {
        var sketch = NetworkSketch()
        let input = sketch.input("image", [1, 32, 6, 6])
        sketch.output(try sketch.scores(sketch.relu(try sketch.convolution(input, to: 40)), classes: 10))
        let model = try Compressor(sketch.graph, silentWork).narrowed(
            precision, heldOut: SampleSet(samples: [], source: "", hash: nil))
        #expect(try ONNXReader.graph(of: try ONNXWriter.bytes(of: model.graph)).precisions == [precision])
    }

    @Test func `a stop is obeyed`() throws {
        let work = Work(console: Silence(), threads: 1, isInterrupted: { true })
        #expect(throws: CompressionError.interrupted) {
            try Compressor(graph, work).quantized(QuantizationSettings(), calibration: calibration, heldOut: heldOut)
        }
    }

    @Test func `without held-out inputs nothing is claimed`() throws {
        var none = heldOut
        none.samples = []
        let model = try Compressor(graph, silentWork).quantized(
            QuantizationSettings(), calibration: calibration, heldOut: none)
        #expect(model.fidelity == nil)
        #expect(model.remarks.contains { $0.contains("not known") })
    }
}

extension Tensor {
    init(_ other: Tensor, filledWith number: Float) {
        self.init(unchecked: .f32(Array(repeating: number, count: other.count)), shape: other.shape)
    }
}
