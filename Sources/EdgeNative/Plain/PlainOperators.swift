public import EdgeModels

/// Every operator as its definition reads: obviously right rather than fast.
///
/// They fold constants, stand in where this engine has no fast step, and are what fast steps are compared with.
public enum PlainOperators {
    /// What one operator does to the tensors that enter a node of it.
    typealias Operation = @Sendable (PlainCall) throws(PlainFault) -> [Tensor?]

    /// Those that can be computed, sorted by their full names.
    public static var names: [OperatorName] { table.keys.sorted { $0.description < $1.description } }

    private static let table: [OperatorName: Operation] = {
        let computing = [
            activations, arithmetic, bitwise, casts, comparisons, convolutions, generators, mathematics, normalizations,
            pooling, products, quantization, quantizedSteps, recurrences, reductions, resizing, sorting, suppression,
        ]
        let called = functions.mapValues { told($0) }
        let movers = [cutting, gathers, scatters, selections, shaping].map { $0.mapValues { moving($0) } }
        return (computing + [called] + movers).reduce(into: [:]) { table, group in
            table.merge(group) { first, _ in first }
        }
    }()

    static func operation(_ name: OperatorName) -> Operation? { table[name] }

    /// The outputs of one node.
    ///
    /// - Parameter inputs: in the node's order; nil for those left out.
    public static func run(
        _ node: Node, _ inputs: [Tensor?], limits: PlainLimits = PlainLimits()
    ) throws(PlainError) -> [Tensor?] {
        do throws(PlainFault) {
            guard let operation = table[node.operation] else { throw .unknownOperator }
            return try operation(PlainCall(node: node, inputs: inputs, limits: limits))
        } catch {
            throw PlainError(node: node.name, operation: node.operation, fault: error)
        }
    }
}

/// What one node may cost at most: its sizes come from outside.
public struct PlainLimits: Sendable {
    /// Of any tensor that is made.
    public var elements = 1 << 27
    /// Multiplications, comparisons and the like.
    public var steps = 1 << 40

    public init() {}
}
