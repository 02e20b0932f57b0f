import EdgeKernels
import EdgeModels

/// Where the elements of a value lie in a storage, dimension by dimension: what only moves elements changes this alone.
struct StoredView {
    let stored: Stored
    /// Of the first element.
    var start = 0
    /// For each dimension, where its indexes are, counted in elements from the first.
    var axes: [[Int]]

    init(_ stored: Stored) {
        self.stored = stored
        axes = zip(stored.shape, stored.strides).map { size, stride in (0..<size).map { $0 * stride } }
    }

    /// Nil where so many indexes are no network's: a few bytes of a file can ask for billions.
    init?(bounded stored: Stored) {
        guard stored.shape.allSatisfy({ $0 <= Self.indexesAtMost }) else { return nil }
        self.init(stored)
    }

    /// Of one dimension.
    static let indexesAtMost = 1 << 22
    /// Of what is copied one after another.
    static let piecesAtMost = 1 << 22

    var shape: [Int] { axes.map(\.count) }

    /// An axis of `outer` times as many indexes, apart.
    mutating func split(_ axis: Int, outer: Int) {
        let whole = axes[axis]
        let inner = whole.count / outer
        let steps = (0..<outer).map { whole[$0 * inner] - whole[0] }
        axes[axis] = Array(whole[..<inner])
        axes.insert(steps, at: axis)
    }

    /// Two dimensions that follow each other, as one.
    mutating func join(_ axis: Int) {
        let inner = axes.remove(at: axis + 1)
        axes[axis] = axes[axis].flatMap { outer in inner.map { outer + $0 } }
    }

    /// The elements as a layout would have them next to each other: where they begin, if they do lie so.
    func start(ifLaid layout: Stored.Layout) -> Int? {
        let strides = Stored.strides(shape, layout)
        for (axis, stride) in zip(axes, strides) {
            guard axis.indices.allSatisfy({ axis[$0] == axis[0] + $0 * stride }) else { return nil }
        }
        return axes.reduce(start) { $0 + ($1.first ?? 0) }
    }

    /// The copies that write all of it into a part of a storage of a layout.
    ///
    /// - Parameters:
    ///   - strides: of the whole that it becomes a part of.
    ///   - destination: where it begins there.
    func movement(_ layout: Stored.Layout, strides: [Int], destination: Int = 0) -> Movement {
        let order = Stored.order(axes.count, layout)
        var movement = Movement(axes: order.map { Movement.Axis(sources: axes[$0], stride: strides[$0]) })
        movement.source = start
        movement.destination = destination
        return movement
    }
}

extension Stored {
    /// Dimensions from the outermost to the one that runs fastest.
    static func order(_ rank: Int, _ layout: Layout) -> [Int] {
        layout == .rows || rank < 3 ? Array(0..<rank) : [0] + Array(2..<rank) + [1]
    }

    /// How far apart the indexes of each dimension are.
    static func strides(_ shape: [Int], _ layout: Layout) -> [Int] {
        var strides = [Int](repeating: 0, count: shape.count)
        var stride = 1
        for axis in order(shape.count, layout).reversed() {
            strides[axis] = stride
            stride *= shape[axis]
        }
        return strides
    }

    var strides: [Int] { Self.strides(shape, layout) }
}
