/// How much memory the numbers between layers take at the most, in the graph's own order.
///
/// A bound from below for every engine that keeps this order: what enters and leaves a layer is there at once.
struct ActivationMemory {
    private let graph: Graph
    private let flow: DataFlow
    private let sizes: StoredSizes

    init(of graph: Graph, floatBytes: Int = 4) {
        self.graph = graph
        flow = DataFlow(graph)
        sizes = StoredSizes(graph, flow, floatBytes: floatBytes)
    }

    private struct Lifetime {
        var first: Int
        var last: Int
        let bytes: Int
    }

    /// Nil where a size is not known.
    var peakBytes: Int? {
        guard let lifetimes else { return nil }
        var changes = [Int](repeating: 0, count: graph.nodes.count + 2)
        for lifetime in lifetimes {
            changes[lifetime.first] &+= lifetime.bytes
            changes[lifetime.last + 1] &-= lifetime.bytes
        }
        var (now, most) = (0, 0)
        for change in changes {
            now &+= change
            most = max(most, now)
        }
        return most
    }

    /// Of each buffer: from the step that fills it to the last that reads it.
    private var lifetimes: [Lifetime]? {
        let owners = owners
        var lifetimes: [ValueID: Lifetime] = [:]
        for value in graph.inputs {
            guard let bytes = sizes.bytes(writing: value) else { return nil }
            lifetimes[value] = Lifetime(first: 0, last: 0, bytes: bytes)
        }
        for (step, node) in graph.nodes.enumerated() {
            for input in node.inputs.compactMap(\.self) { lifetimes[owners[input] ?? input]?.last = step }
            guard !flow.isPart(of: node) else { continue }
            for value in flow.end(of: node) where owners[value] == nil && lifetimes[value] == nil {
                guard let bytes = sizes.bytes(writing: value) else { return nil }
                lifetimes[value] = Lifetime(first: step, last: step, bytes: bytes)
            }
        }
        for output in graph.outputs { lifetimes[owners[output] ?? output]?.last = graph.nodes.count }
        return Array(lifetimes.values)
    }

    /// For a value that is another under a new name or shape: the value whose buffer it lies in.
    private var owners: [ValueID: ValueID] {
        var owners: [ValueID: ValueID] = [:]
        for node in graph.nodes {
            guard let input = node.input(0), let output = node.outputs.first ?? nil else { continue }
            if NodeWork(node, in: graph)?.kind == .naming || node.operation == "DequantizeLinear" {
                owners[output] = owners[input] ?? input
            } else if flow.isPart(of: node) {
                owners[input] = output
            }
        }
        return owners
    }
}

extension Graph {
    /// What the numbers between layers take at the most, in this order; nil where it depends on the input.
    public func activationBytes(floatBytes: Int = 4) -> Int? {
        ActivationMemory(of: self, floatBytes: floatBytes).peakBytes
    }
}
