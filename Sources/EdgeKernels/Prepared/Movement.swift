/// Elements copied from some places of an arena to others, by pieces that lie together.
package struct Movement: Sendable {
    /// One dimension of what is written.
    package struct Axis: Sendable {
        /// Where each of its indexes begins in the source, in elements.
        package var sources: [Int]
        /// How far apart its indexes are in the destination, in elements.
        package var stride: Int

        package init(sources: [Int], stride: Int) {
            (self.sources, self.stride) = (sources, stride)
        }
    }

    /// Outermost first, in the order in which they are written.
    package var axes: [Axis]
    /// Of the first element, in elements.
    package var source = 0
    package var destination = 0
    /// What the whole destination holds before anything is copied, as its bits; nil for nothing.
    package var filling: UInt32?

    package init(axes: [Axis]) {
        self.axes = axes
    }

    /// How many elements are copied.
    package var count: Int { axes.reduce(1) { $0 * $1.sources.count } }

    /// How many copies it takes, where only what lies together is one.
    package var pieces: Int { joined().axes.dropLast().reduce(1) { $0 * $1.sources.count } }

    /// The same copies with dimensions joined that lie as one.
    func joined() -> Movement {
        var joined = self
        joined.axes = []
        for axis in axes.reversed() {
            if axis.sources.count == 1 {
                joined.source += axis.sources[0]
            } else if let inner = joined.axes.first, let both = Self.joined(axis, inner) {
                joined.axes[0] = both
            } else {
                joined.axes.insert(axis, at: 0)
            }
        }
        return joined
    }

    /// One dimension for two, where the inner one is a run and the outer one its repetition.
    private static func joined(_ outer: Axis, _ inner: Axis) -> Axis? {
        let length = inner.sources.count
        guard inner.isRun, outer.stride == length,
            outer.sources.indices.allSatisfy({ outer.sources[$0] == outer.sources[0] + $0 * length })
        else { return nil }
        let first = outer.sources[0] + inner.sources[0]
        return Axis(sources: Array(first..<first + outer.sources.count * length), stride: 1)
    }

    /// Whether all places are within so many elements.
    func fits(source sourceCount: Int, destination destinationCount: Int) -> Bool {
        guard count > 0 else { return true }
        let least = axes.reduce(source) { $0 + ($1.sources.min() ?? 0) }
        let most = axes.reduce(source) { $0 + ($1.sources.max() ?? 0) }
        let last = axes.reduce(destination) { $0 + ($1.sources.count - 1) * $1.stride }
        return least >= 0 && most < sourceCount && destination >= 0 && axes.allSatisfy { $0.stride >= 0 }
            && last < destinationCount
    }
}

extension Movement.Axis {
    /// Whether its elements lie together on both sides.
    var isRun: Bool { stride == 1 && sources.indices.allSatisfy { sources[$0] == sources[0] + $0 } }
}
