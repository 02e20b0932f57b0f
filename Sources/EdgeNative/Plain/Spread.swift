import EdgeModels

/// Shapes spread over each other as NumPy does: sizes of 1 and missing dimensions in front repeat.
struct Spread {
    let shape: [Int]

    init(_ shapes: [[Int]]) throws(PlainFault) {
        var spread: [Int] = []
        for next in shapes {
            let rank = max(spread.count, next.count)
            let (left, right) = (Self.widened(spread, rank), Self.widened(next, rank))
            guard zip(left, right).allSatisfy({ $0 == $1 || $0 == 1 || $1 == 1 }) else { throw .shapes(spread, next) }
            spread = zip(left, right).map { $0 == 1 ? $1 : $0 }
        }
        shape = spread
    }

    private static func widened(_ shape: [Int], _ rank: Int) -> [Int] {
        Array(repeating: 1, count: rank - shape.count) + shape
    }

    /// For each place of the common shape the element of a tensor that meets it there.
    func places(of own: [Int]) -> [Int] {
        let sizes = Self.widened(own, shape.count)
        let strides = zip(sizes, Tensor.strides(sizes)).map { $0 == 1 ? 0 : $1 }
        return Tensor.places(shape: shape, strides: strides)
    }

    func numbers<Number>(_ all: [Number], of own: [Int]) -> [Number] {
        own == shape ? all : places(of: own).map { all[$0] }
    }
}

extension Tensor {
    /// How far apart neighbours along each dimension lie.
    static func strides(_ shape: [Int]) -> [Int] {
        var strides = shape
        var stride = 1
        for place in shape.indices.reversed() {
            strides[place] = stride
            stride *= shape[place]
        }
        return strides
    }
}
