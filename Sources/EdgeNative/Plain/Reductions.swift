import EdgeModels
import Glibc

extension PlainOperators {
    /// Operators that make one number of all along some axes.
    static let reductions: [OperatorName: Operation] = [
        "ReduceSum": reducing({ $0.reduce(0, +) }, { $0.reduce(0, &+) }),
        "ReduceProd": reducing({ $0.reduce(1, *) }, { $0.reduce(1, &*) }),
        "ReduceMax": reducing({ $0.reduce(-.infinity) { max($0, $1) } }, { $0.max() ?? .min }),
        "ReduceMin": reducing({ $0.reduce(.infinity) { min($0, $1) } }, { $0.min() ?? .max }),
        "ReduceMean": reducing { $0.reduce(0, +) / Double($0.count) },
        "ReduceL1": reducing { $0.reduce(0) { $0 + $1.magnitude } },
        "ReduceL2": reducing { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() },
        "ReduceSumSquare": reducing { $0.reduce(0) { $0 + $1 * $1 } },
        "ReduceLogSum": reducing { log($0.reduce(0, +)) },
        "ReduceLogSumExp": reducing { line in
            guard let most = line.max(), most > -.infinity else { return -.infinity }
            return most + log(line.reduce(0) { $0 + exp($1 - most) })
        },
        "ArgMax": placeOfMost { $0 > $1 },
        "ArgMin": placeOfMost { $0 < $1 },
    ]

    private static func reducing(
        _ real: @escaping @Sendable ([Double]) -> Double, _ whole: (@Sendable ([Int]) -> Int)? = nil
    ) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            let given = try call.integers(1) ?? call.node.integers("axes") ?? []
            if given.isEmpty, call.flag("noop_with_empty_axes") { return [tensor] }
            let all = Array(tensor.shape.indices)
            let axes = given.isEmpty ? all : try call.axes(given, rank: tensor.shape.count)
            let lines = Lines(tensor.shape, along: axes)
            let shape = kept(tensor.shape, without: axes, keeping: call.flag("keepdims", else: true))
            if let whole, !tensor.type.isFloat {
                return [Tensor(shape: shape, wholes: lines.map(try tensor.wholes(), whole), as: tensor.type)]
            }
            return [Tensor(shape: shape, reals: lines.map(tensor.reals, real), as: tensor.type)]
        }
    }

    private static func placeOfMost(_ isMore: @escaping @Sendable (Double, Double) -> Bool) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            let axis = try call.axis(else: 0, rank: tensor.shape.count)
            guard tensor.shape[axis] > 0 else { throw .input(0, why: "is empty") }
            let takesLast = call.flag("select_last_index")
            let places = Lines(tensor.shape, along: [axis]).map(tensor.reals) { line in
                line.indices.reduce(0) { most, next in
                    isMore(line[next], line[most]) || (takesLast && line[next] == line[most]) ? next : most
                }
            }
            let shape = kept(tensor.shape, without: [axis], keeping: call.flag("keepdims", else: true))
            return [Tensor(shape: shape, wholes: places, as: .s64)]
        }
    }

    /// Reduced dimensions become 1, or go.
    private static func kept(_ shape: [Int], without axes: [Int], keeping: Bool) -> [Int] {
        shape.indices.compactMap { axes.contains($0) ? keeping ? 1 : nil : shape[$0] }
    }
}
