import EdgeModels
import Glibc

extension PlainOperators {
    static let pooling: [OperatorName: Operation] = [
        "MaxPool": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let (window, numbers) = (try window(call, tensor), tensor.reals)
            let columnsFirst = call.flag("storage_order")
            var places: [Int] = []
            try pool(call, window, tensor) { start, seen in
                guard let first = seen.first else { return places.append(start) }
                places.append(seen.reduce(start + first) { numbers[start + $1] > numbers[$0] ? start + $1 : $0 })
            }
            let shape = tensor.shape[..<2] + window.outputs
            let told = columnsFirst ? places.map { turned($0, window.image) } : places
            return [
                tensor.picking(places, shape: Array(shape)), Tensor(shape: Array(shape), wholes: told, as: .s64),
            ]
        },
        "AveragePool": { call throws(PlainFault) in [try averaged(call, try call.input(0))] },
        "LpPool": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let (window, numbers) = (try window(call, tensor), tensor.reals)
            let power = Double(call.node.integer("p", else: 2))
            var norms: [Double] = []
            try pool(call, window, tensor) { start, seen in
                norms.append(pow(seen.reduce(0) { $0 + pow(numbers[start + $1].magnitude, power) }, 1 / power))
            }
            return [Tensor(shape: tensor.shape[..<2] + window.outputs, reals: norms, as: tensor.type)]
        },
        "GlobalAveragePool": whole { _ in { line in line.reduce(0, +) / Double(line.count) } },
        "GlobalMaxPool": whole { _ in { line in line.max() ?? -.infinity } },
        "GlobalLpPool": whole { call in
            let power = Double(call.node.integer("p", else: 2))
            return { line in pow(line.reduce(0) { $0 + pow($1.magnitude, power) }, 1 / power) }
        },
    ]

    static func averaged(_ call: PlainCall, _ tensor: Tensor) throws(PlainFault) -> Tensor {
        let (window, numbers) = (try window(call, tensor), tensor.reals)
        // With padding counted, all that lies in it is; what a window sees behind it is not.
        let counts: [Int] = window.sources().reduce(Array(repeating: 0, count: window.outputCount)) { counts, seen in
            zip(counts, seen).map { $0 + ($1 == PlainWindow.beyond ? 0 : 1) }
        }
        let countsPadding = call.flag("count_include_pad")
        var means: [Double] = []
        try pool(call, window, tensor) { start, seen in
            let count = countsPadding ? counts[means.count % window.outputCount] : seen.count
            means.append(seen.reduce(0) { $0 + numbers[start + $1] } / Double(count))
        }
        return Tensor(shape: tensor.shape[..<2] + window.outputs, reals: means, as: tensor.type)
    }

    private static func window(_ call: PlainCall, _ tensor: Tensor) throws(PlainFault) -> PlainWindow {
        guard tensor.shape.count >= 3, !tensor.shape[2...].contains(0) else { throw .input(0, why: "is no image") }
        let window = try PlainWindow(
            call, image: Array(tensor.shape[2...]), kernel: call.node.integers("kernel_shape") ?? [])
        try call.checked(tensor.shape[..<2] + window.outputs)
        try call.checked(window.kernel + window.outputs)
        try call.checkSteps(tensor.shape[0], tensor.shape[1], window.kernelCount, window.outputCount)
        return window
    }

    /// Gives, output after output, where its channel begins and which places of it the window sees there.
    private static func pool(
        _ call: PlainCall, _ window: PlainWindow, _ tensor: Tensor, _ body: (_ start: Int, _ seen: [Int]) -> Void
    ) throws(PlainFault) {
        let sources = window.sources()
        let seen = (0..<window.outputCount).map { output in sources.map { $0[output] }.filter { $0 >= 0 } }
        for plane in 0..<tensor.shape[0] * tensor.shape[1] {
            for output in seen { body(plane * window.imageCount, output) }
        }
    }

    /// A place counted along columns first, within its channel.
    private static func turned(_ place: Int, _ image: [Int]) -> Int {
        let count = image.reduce(1, *)
        var (rest, stride, turned) = (place % count, count, 0)
        var weight = 1
        for size in image {
            stride /= size
            turned += rest / stride * weight
            weight *= size
            rest %= stride
        }
        return place / count * count + turned
    }

    /// One number for each channel.
    private static func whole(_ body: @escaping @Sendable (PlainCall) -> ([Double]) -> Double) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard tensor.shape.count >= 2 else { throw .input(0, why: "has no channels") }
            let lines = Lines(tensor.shape, along: Array(2..<tensor.shape.count))
            let shape = tensor.shape[..<2] + tensor.shape[2...].map { _ in 1 }
            return [Tensor(shape: Array(shape), reals: lines.map(tensor.reals, body(call)), as: tensor.type)]
        }
    }
}
