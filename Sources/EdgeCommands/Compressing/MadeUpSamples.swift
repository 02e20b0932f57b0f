import EdgeCompressing
import EdgeModels
import EdgeRecords

/// Inputs for a network of which nobody gave any: numbers that its name decides.
enum MadeUpSamples {
    static let count = 32

    /// - Parameter preprocessing: pictures of noise are prepared as real ones are; nil for numbers from -1 to 1.
    static func samples(for graph: Graph, _ preprocessing: ImagePreprocessing?) throws -> SampleSet {
        let samples = try (0..<count).map { number in
            var tensors: [String: Tensor] = [:]
            for input in graph.inputs {
                tensors[graph[input].name] = try tensor(for: graph[input], number, preprocessing)
            }
            return Sample(name: "made-up input \(number + 1)", tensors: tensors)
        }
        return SampleSet(samples: samples, source: "made-up numbers", hash: nil, isMadeUp: true)
    }

    private static func tensor(
        for input: Value, _ number: Int, _ preprocessing: ImagePreprocessing?
    ) throws -> Tensor {
        guard input.type ?? .f32 == .f32, let sizes = input.shape?.map({ $0.size ?? 1 }),
            let count = Tensor.count(sizes), count <= 1 << 28
        else {
            throw CompressionError.unsuitableInput(name: input.name, type: input.type?.rawValue ?? "an unknown shape")
        }
        var source = SeededNumbers(name: "\(input.name) \(number)")
        if let preprocessing, sizes == [1, 3, preprocessing.height, preprocessing.width],
            preprocessing.channels != .grey
        {
            let noise = source.uniform(count: preprocessing.width * preprocessing.height * 3, bound: 127.5)
            let pixels = noise.map { UInt8(min(max($0 + 127.5, 0), 255)) }
            if let image = Image(width: preprocessing.width, height: preprocessing.height, pixels: pixels) {
                var whole = preprocessing
                whole.shorterSide = nil
                return whole.tensor(of: image)
            }
        }
        return try Tensor(shape: sizes, elements: .f32(source.uniform(count: count, bound: 1)))
    }
}
