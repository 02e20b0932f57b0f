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
