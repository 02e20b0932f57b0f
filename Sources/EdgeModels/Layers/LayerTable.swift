public import EdgeRecords

/// The work of a network, operation by operation: what a planner predicts times from.
///
/// A layer is an operation as an engine runs it: an activation behind a sum is done while the numbers are in registers,
/// so it is no layer of its own; nor is what only names numbers anew (a reshape), nor the quantization of what another
/// layer writes.
public struct LayerTable: Sendable {
    public private(set) var layers: [Layer] = []
    /// Nodes whose sizes are not known before a run; they are in no sum.
    public private(set) var uncounted: [String] = []

    public var operations: Int { layers.reduce(0) { $0 &+ $1.operations } }

    /// - Parameter floatBytes: how the engine keeps numbers that the graph has as fp32: 2 for bf16.
    public init(of graph: Graph, floatBytes: Int = 4) {
        let flow = DataFlow(graph)
        let sizes = StoredSizes(graph, flow, floatBytes: floatBytes)
        for node in graph.nodes where !flow.isPart(of: node) {
            guard let work = NodeWork(node, in: graph) else {
                uncounted.append(node.name)
                continue
            }
            guard work.kind != .naming else { continue }
            let written = flow.end(of: node)
            guard let layer = Self.layer(node, work, writing: written, flow.activation(behind: node), sizes) else {
                uncounted.append(node.name)
                continue
            }
            layers.append(layer)
        }
    }

    private static func layer(
        _ node: Node, _ work: NodeWork, writing: [ValueID], _ activation: OperatorName?, _ sizes: StoredSizes
    ) -> Layer? {
        var bytesRead = 0
        for value in Set(node.inputs.compactMap(\.self)) {
            guard let bytes = sizes.bytes(reading: value) else { return nil }
            bytesRead &+= bytes
        }
        var bytesWritten = 0
        for value in writing {
            guard let bytes = sizes.bytes(writing: value) else { return nil }
            bytesWritten &+= bytes
        }
        return Layer(
            name: node.name.isEmpty ? node.operation.description : node.name, operation: work.operation,
            kind: work.kind.rawValue, shape: work.shape, operations: work.operations, bytesRead: bytesRead,
            bytesWritten: bytesWritten, activation: activation?.word)
    }
}
