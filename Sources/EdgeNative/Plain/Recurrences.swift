import EdgeModels

extension PlainOperators {
    /// Layers that carry a state from one moment of a sequence to the next.
    static let recurrences: [OperatorName: Operation] = [
        "RNN": recurrence(gates: 1, ["Tanh"]), "GRU": recurrence(gates: 3, ["Sigmoid", "Tanh"]),
        "LSTM": recurrence(gates: 4, ["Sigmoid", "Tanh", "Tanh"]),
    ]

    private static func recurrence(gates: Int, _ activations: [String]) -> Operation {
        { call throws(PlainFault) in
            let sequence = try Sequences(call)
            let direction = call.node.text("direction", else: "forward")
            guard ["forward", "reverse", "bidirectional"].contains(direction) else {
                throw .attribute("direction", why: "is \(direction)")
            }
            let directions = direction == "bidirectional" ? 2 : 1
            var output = RecurrentOutput(sequence, directions: directions)
            for number in 0..<directions {
                let layer = try RecurrentLayer(
                    call, sequence, number, of: directions, gates: gates, standard: activations)
                let isBackward = direction == "reverse" || number == 1
                output.take(number, size: layer.size)
                for batch in 0..<sequence.batch {
                    output.run(layer, sequence, batch: batch, number, isBackward: isBackward)
                }
            }
            return Array(output.tensors(as: try call.input(0).type).prefix(max(call.node.outputs.count, 1)))
        }
    }
}

/// The rows of numbers that enter, by sequence and moment.
struct Sequences {
    let reals: [Double]
    let isBatchFirst: Bool
    let length: Int
    let batch: Int
    let width: Int
    /// Of each sequence.
    let lengths: [Int]

    init(_ call: PlainCall) throws(PlainFault) {
        let tensor = try call.input(0)
        guard tensor.shape.count == 3 else { throw .input(0, why: "has \(tensor.shape.count) dimensions, not 3") }
        isBatchFirst = call.flag("layout")
        (length, batch) = isBatchFirst ? (tensor.shape[1], tensor.shape[0]) : (tensor.shape[0], tensor.shape[1])
        width = tensor.shape[2]
        reals = tensor.reals
        let (most, count) = (length, batch)
        lengths = try call.integers(4) ?? Array(repeating: most, count: count)
        guard lengths.count == count, lengths.allSatisfy({ 0...most ~= $0 }) else {
            throw .input(4, why: "is no length for each sequence")
        }
    }

    func row(_ batch: Int, _ moment: Int) -> ArraySlice<Double> {
        let place = isBatchFirst ? batch * length + moment : moment * self.batch + batch
        return reals[place * width..<(place + 1) * width]
    }
}

/// All states, and the last ones of each sequence.
struct RecurrentOutput {
    private let sequence: Sequences
    private let directions: Int
    private var size = 0
    private var all: [Double] = []
    private var last: [Double] = []
    private var cells: [Double] = []

    init(_ sequence: Sequences, directions: Int) {
        (self.sequence, self.directions) = (sequence, directions)
    }

    /// Makes room when the first direction tells the size.
    mutating func take(_ number: Int, size: Int) {
        guard number == 0 else { return }
        self.size = size
        let states = sequence.batch * directions * size
        (last, cells) = (Array(repeating: 0, count: states), Array(repeating: 0, count: states))
        all = Array(repeating: 0, count: sequence.length * states)
    }

    mutating func run(_ layer: RecurrentLayer, _ sequence: Sequences, batch: Int, _ number: Int, isBackward: Bool) {
        var state = layer.first(batch)
        let length = sequence.lengths[batch]
        for step in 0..<length {
            let moment = isBackward ? length - 1 - step : step
            layer.step(sequence.row(batch, moment), &state)
            keep(
                state.hidden, in: &all,
                at: sequence.isBatchFirst
                    ? (batch * sequence.length + moment) * directions + number
                    : (moment * directions + number) * sequence.batch + batch)
        }
        let place = sequence.isBatchFirst ? batch * directions + number : number * sequence.batch + batch
        keep(state.hidden, in: &last, at: place)
        keep(state.cell, in: &cells, at: place)
    }

    private func keep(_ numbers: [Double], in all: inout [Double], at place: Int) {
        all.replaceSubrange(place * size..<(place + 1) * size, with: numbers)
    }

    func tensors(as type: ElementType) -> [Tensor?] {
        let (length, batch) = (sequence.length, sequence.batch)
        let state = sequence.isBatchFirst ? [batch, directions, size] : [directions, batch, size]
        let shape = sequence.isBatchFirst ? [batch, length, directions, size] : [length, directions, batch, size]
        return [
            Tensor(shape: shape, reals: all, as: type), Tensor(shape: state, reals: last, as: type),
            Tensor(shape: state, reals: cells, as: type),
        ]
    }
}
