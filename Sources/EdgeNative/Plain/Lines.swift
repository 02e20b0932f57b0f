import EdgeModels

/// The places of a tensor ordered so that those which differ only along some axes lie together, as one line.
struct Lines {
    /// The sizes of the axes that do not run along a line.
    let kept: [Int]
    let count: Int
    let length: Int
    /// Of line 0, then of line 1, and so on.
    let places: [Int]

    init(_ shape: [Int], along axes: [Int]) {
        let across = shape.indices.filter { !axes.contains($0) }
        let strides = Tensor.strides(shape)
        kept = across.map { shape[$0] }
        count = kept.reduce(1, *)
        length = axes.reduce(1) { $0 * shape[$1] }
        let order = across + axes
        places = Tensor.places(shape: order.map { shape[$0] }, strides: order.map { strides[$0] })
    }

    /// One outcome for each line.
    func map<Number, Outcome>(_ all: [Number], _ body: ([Number]) -> Outcome) -> [Outcome] {
        (0..<count).map { line in body(numbers(all, line)) }
    }

    /// A line for each line, put back to where its elements were.
    func replace<Number, Outcome>(_ all: [Number], with blank: Outcome, _ body: ([Number]) -> [Outcome]) -> [Outcome] {
        var outcome = Array(repeating: blank, count: all.count)
        for line in 0..<count {
            for (step, number) in body(numbers(all, line)).enumerated() {
                outcome[places[line * length + step]] = number
            }
        }
        return outcome
    }

    private func numbers<Number>(_ all: [Number], _ line: Int) -> [Number] {
        places[line * length..<(line + 1) * length].map { all[$0] }
    }
}
