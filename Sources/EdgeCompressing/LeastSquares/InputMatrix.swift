import EdgeKernels
import EdgeModels
import EdgeNative

/// What a layer with weights multiplies them with: a row for each weight of an output, a column for each place.
struct InputMatrix {
    let rows: Int
    let columns: Int
    /// Row by row.
    let numbers: [Float]

    /// Nil for layers whose weights do not all meet the same inputs, or whose sizes are not known.
    ///
    /// - Parameter placesAtMost: only every so-many-th place is taken where there are more.
    init?(_ node: Node, in graph: Graph, entering: Span<Float>, placesAtMost: Int = .max) {
        guard let input = node.input(0), let shape = graph[input].shape?.map({ $0.size ?? 1 }),
            let weights = node.input(1).flatMap({ graph[$0].fixedShape }), shape.reduce(1, *) == entering.count
        else { return nil }
        switch node.operation {
        case "Conv":
            guard node.integer("group", else: 1) == 1, shape.count >= 3, shape[0] == 1,
                let geometry = ConvolutionGeometry(node, source: shape, kernel: Array(weights[2...]))
            else { return nil }
            self.init(geometry, entering, placesAtMost: placesAtMost)
        case "Gemm", "MatMul":
            guard let depth = shape.last, depth > 0, entering.count % depth == 0 else { return nil }
            let columns = entering.count / depth
            var turned = [Float](repeating: 0, count: entering.count)
            for place in entering.indices { turned[place % depth * columns + place / depth] = entering[place] }
            self.init(rows: depth, columns: columns, numbers: turned)
        default: return nil
        }
    }

    private init(_ geometry: ConvolutionGeometry, _ entering: Span<Float>, placesAtMost: Int) {
        let (height, width) = (geometry.output.height, geometry.output.width)
        let step = max(height * width / max(placesAtMost, 1), 1)
        let places = Array(stride(from: 0, to: height * width, by: step))
        let rows = geometry.channels * geometry.kernel.height * geometry.kernel.width
        var numbers: [Float] = []
        numbers.reserveCapacity(rows * places.count)
        let plane = geometry.input.height * geometry.input.width
        for channel in 0..<geometry.channels {
            for down in 0..<geometry.kernel.height {
                for right in 0..<geometry.kernel.width {
                    for place in places {
                        let row = place / width * geometry.stride.height + down * geometry.dilation.height
                        let column = place % width * geometry.stride.width + right * geometry.dilation.width
                        let (y, x) = (row - geometry.before.height, column - geometry.before.width)
                        let isInside = 0..<geometry.input.height ~= y && 0..<geometry.input.width ~= x
                        numbers.append(isInside ? entering[channel * plane + y * geometry.input.width + x] : 0)
                    }
                }
            }
        }
        self.init(rows: rows, columns: places.count, numbers: numbers)
    }

    private init(rows: Int, columns: Int, numbers: [Float]) {
        self.rows = rows
        self.columns = columns
        self.numbers = numbers
    }
}
