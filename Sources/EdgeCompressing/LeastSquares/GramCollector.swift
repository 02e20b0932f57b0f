import EdgeKernels
import EdgeModels
import EdgeNative

/// Finds how the inputs of layers with weights go together, over many inputs of the network.
struct GramCollector {
    let samples: [Sample]
    let work: Work

    /// - Parameter nodes: layers for which it is wanted; those for which it cannot be found are left out.
    func grams(of nodes: [Int], in graph: Graph, sizeAtMost: Int) throws(CompressionError) -> [Int: Gram] {
        let wanted = nodes.filter { number in
            guard let size = Self.size(graph.nodes[number], graph) else { return false }
            return size <= sizeAtMost
        }
        let values = Array(Set(wanted.compactMap { graph.nodes[$0].input(0) })).sorted { $0.index < $1.index }
        let readers = Dictionary(grouping: wanted) { graph.nodes[$0].input(0) }
        let runner = try GraphRunner(graph, watching: values, threads: work.threads)
        let pool: ThreadPool
        do throws(KernelError) { pool = try ThreadPool(threads: work.threads) } catch { throw Self.failure(error) }
        var grams: [Int: Gram] = [:]
        for (number, sample) in samples.enumerated() {
            try work.report("finding how inputs go together", number, of: samples.count)
            try runner.run(sample) { place, numbers throws(CompressionError) in
                guard place < values.count, let nodes = readers[values[place]] else { return }
                try Self.add(numbers, nodes, graph, pool, to: &grams)
            }
        }
        return grams
    }

    /// For convolutions of each channel by itself, in which a kernel sees one channel alone.
    func channelGrams(of nodes: [Int], in graph: Graph) throws(CompressionError) -> [Int: ChannelGrams] {
        var geometries: [Int: ConvolutionGeometry] = [:]
        for number in nodes { geometries[number] = Self.geometry(graph.nodes[number], graph) }
        let wanted = geometries.keys.sorted()
        guard !wanted.isEmpty else { return [:] }
        let values = Array(Set(wanted.compactMap { graph.nodes[$0].input(0) })).sorted { $0.index < $1.index }
        let readers = Dictionary(grouping: wanted) { graph.nodes[$0].input(0) }
        let runner = try GraphRunner(graph, watching: values, threads: work.threads)
        var grams: [Int: ChannelGrams] = [:]
        for (count, sample) in samples.enumerated() {
            try work.report("finding how neighbours go together", count, of: samples.count)
            try runner.run(sample) { place, numbers throws(CompressionError) in
                guard place < values.count else { return }
                for number in readers[values[place]] ?? [] {
                    guard let geometry = geometries[number] else { continue }
                    let size = geometry.kernel.height * geometry.kernel.width
                    grams[number, default: ChannelGrams(channels: geometry.channels, size: size)]
                        .add(numbers, geometry)
                }
            }
        }
        return grams
    }

    /// Nil for other layers, and where sizes are not known.
    private static func geometry(_ node: Node, _ graph: Graph) -> ConvolutionGeometry? {
        guard ChannelGroups.isDepthwise(node, graph), let input = node.input(0), let source = graph[input].fixedShape,
            let kernel = node.input(1).flatMap({ graph[$0].fixedShape }), source.count >= 3, source[0] == 1,
            source[1] == node.integer("group", else: 1)
        else { return nil }
        return ConvolutionGeometry(node, source: source, kernel: Array(kernel[2...]))
    }

    private static func add(
        _ numbers: Span<Float>, _ nodes: [Int], _ graph: Graph, _ pool: ThreadPool, to grams: inout [Int: Gram]
    ) throws(CompressionError) {
        for number in nodes {
            guard let matrix = InputMatrix(graph.nodes[number], in: graph, entering: numbers) else { continue }
            do throws(KernelError) {
                try grams[number, default: Gram(size: matrix.rows)].add(matrix, on: pool)
            } catch {
                throw failure(error)
            }
        }
    }

    private static func failure(_ error: KernelError) -> CompressionError {
        .native(.kernel(error, layer: "least squares"))
    }

    /// How many weights each output of a layer has that sees all inputs.
    private static func size(_ node: Node, _ graph: Graph) -> Int? {
        guard let shape = node.input(1).flatMap({ graph[$0].fixedShape }) else { return nil }
        switch node.operation {
        case "Conv": return node.integer("group", else: 1) == 1 ? shape.dropFirst().reduce(1, *) : nil
        case "Gemm": return node.integer("transB", else: 0) == 0 ? shape.first : shape.last
        default: return shape.first
        }
    }
}
