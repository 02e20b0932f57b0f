extension Dimension {
    /// The outcome of an operation on sizes; unknown where it does not fit.
    private static func known(_ outcome: (partialValue: Int, overflow: Bool)) -> Dimension {
        outcome.overflow ? .unknown : .fixed(outcome.partialValue)
    }

    static func + (left: Dimension, right: Dimension) -> Dimension {
        switch (left, right) {
        case (.fixed(let left), .fixed(let right)): known(left.addingReportingOverflow(right))
        case (.fixed(0), let other), (let other, .fixed(0)): other
        default: .unknown
        }
    }

    static func - (left: Dimension, right: Dimension) -> Dimension {
        switch (left, right) {
        case (.fixed(let left), .fixed(let right)): known(left.subtractingReportingOverflow(right))
        case (let other, .fixed(0)): other
        default: .unknown
        }
    }

    static func * (left: Dimension, right: Dimension) -> Dimension {
        switch (left, right) {
        case (.fixed(let left), .fixed(let right)): known(left.multipliedReportingOverflow(by: right))
        case (.fixed(1), let other), (let other, .fixed(1)): other
        default: .unknown
        }
    }

    /// Rounded toward zero, as ONNX divides whole numbers.
    static func / (left: Dimension, right: Dimension) -> Dimension {
        switch (left, right) {
        case (.fixed(let left), .fixed(let right)) where right != 0: known(left.dividedReportingOverflow(by: right))
        case (let other, .fixed(1)): other
        default: .unknown
        }
    }

    /// The product of all; named ones make it unknown.
    static func product(_ sizes: some Sequence<Dimension>) -> Dimension {
        sizes.reduce(.fixed(1)) { $0 * $1 }
    }

    /// One size where two are spread over each other; nil if they cannot be.
    static func spread(_ left: Dimension, _ right: Dimension) -> Dimension? {
        switch (left, right) {
        case (.fixed(1), let other), (let other, .fixed(1)): other
        case (.fixed(let one), .fixed(let other)): one == other ? left : nil
        case (.fixed, _): left
        case (_, .fixed): right
        default: left == right ? left : .unknown
        }
    }

    /// The shape of two inputs spread over each other, as numpy does.
    static func spread(_ left: [Dimension], _ right: [Dimension]) throws(NodeFault) -> [Dimension] {
        let rank = max(left.count, right.count)
        let one = Array(repeating: Dimension.fixed(1), count: rank - left.count) + left
        let other = Array(repeating: Dimension.fixed(1), count: rank - right.count) + right
        var shape: [Dimension] = []
        for place in 0..<rank {
            guard let size = spread(one[place], other[place]) else { throw .broadcast(left, right) }
            shape.append(size)
        }
        return shape
    }
}
