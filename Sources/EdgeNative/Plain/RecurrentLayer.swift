import EdgeModels
import Glibc

/// The weights of one direction of a recurrent layer, and what one moment does to a state.
struct RecurrentLayer {
    struct State {
        var hidden: [Double]
        /// What an LSTM remembers beside; zeros for others.
        var cell: [Double]
    }

    /// Of the state.
    let size: Int
    private let gates: Int
    private let width: Int
    private let weights: [Double]
    private let recurrent: [Double]
    /// Of what enters and of the state, gate after gate.
    private let bias: (input: [Double], state: [Double])
    private let peepholes: [Double]?
    private let activations: [@Sendable (Double) -> Double]
    private let isResetLate: Bool
    private let starts: (hidden: [Double], cell: [Double])

    init(
        _ call: PlainCall, _ sequence: Sequences, _ number: Int, of directions: Int, gates: Int, standard: [String]
    ) throws(PlainFault) {
        let (weights, recurrent) = (try call.input(1), try call.input(2))
        guard weights.shape.count == 3, recurrent.shape.count == 3, weights.shape[0] == directions,
            weights.shape[1] % gates == 0, weights.shape[1] > 0, weights.shape[2] == sequence.width
        else { throw .input(1, why: "is \(weights.shape)") }
        let size = weights.shape[1] / gates
        guard recurrent.shape == [directions, gates * size, size] else { throw .input(2, why: "is \(recurrent.shape)") }
        try call.checkSteps(directions, sequence.length, sequence.batch, gates * size, sequence.width + size)
        try call.checked([directions, sequence.length, sequence.batch, size])
        func part(_ place: Int, _ rows: Int) throws(PlainFault) -> [Double]? {
            guard let tensor = call.optional(place) else { return nil }
            guard tensor.shape == [directions, rows * size] else { throw .input(place, why: "is \(tensor.shape)") }
            return Array(tensor.reals[number * rows * size..<(number + 1) * rows * size])
        }
        func start(_ place: Int) throws(PlainFault) -> [Double] {
            let count = sequence.batch * size
            guard let tensor = call.optional(place) else { return Array(repeating: 0, count: count) }
            let shape =
                sequence.isBatchFirst ? [sequence.batch, directions, size] : [directions, sequence.batch, size]
            guard tensor.shape == shape else { throw .input(place, why: "is \(tensor.shape)") }
            let reals = tensor.reals
            return (0..<count).map { place in
                let (batch, unit) = (place / size, place % size)
                let row = sequence.isBatchFirst ? batch * directions + number : number * sequence.batch + batch
                return reals[row * size + unit]
            }
        }
        (self.size, self.gates, width) = (size, gates, sequence.width)
        self.weights = Array(weights.reals[number * gates * size * width..<(number + 1) * gates * size * width])
        self.recurrent = Array(recurrent.reals[number * gates * size * size..<(number + 1) * gates * size * size])
        let both = try part(3, 2 * gates) ?? Array(repeating: 0, count: 2 * gates * size)
        bias = (Array(both[..<(gates * size)]), Array(both[(gates * size)...]))
        peepholes = gates == 4 ? try part(7, 3) : nil
        starts = (try start(5), gates == 4 ? try start(6) : Array(repeating: 0, count: sequence.batch * size))
        isResetLate = call.flag("linear_before_reset")
        activations = try Self.activations(call, number, standard)
    }

    func first(_ batch: Int) -> State {
        let places = batch * size..<(batch + 1) * size
        return State(hidden: Array(starts.hidden[places]), cell: Array(starts.cell[places]))
    }

    func step(_ row: ArraySlice<Double>, _ state: inout State) {
        let entering = Self.product(weights, width, row, bias.input)
        switch gates {
        case 1:
            let own = Self.product(recurrent, size, state.hidden[...], bias.state)
            state.hidden = zip(entering, own).map { activations[0]($0 + $1) }
        case 3: stepGated(entering, &state)
        default: stepRemembering(entering, &state)
        }
    }

    private func stepGated(_ entering: [Double], _ state: inout State) {
        let own = Self.product(recurrent, size, state.hidden[...], bias.state)
        let update = (0..<size).map { activations[0](entering[$0] + own[$0]) }
        let reset = (0..<size).map { activations[0](entering[size + $0] + own[size + $0]) }
        var candidate: [Double]
        if isResetLate {
            candidate = (0..<size).map { reset[$0] * own[2 * size + $0] }
        } else {
            let kept = zip(reset, state.hidden).map { $0 * $1 }
            candidate = Self.product(
                Array(recurrent[(2 * size * size)...]), size, kept[...], Array(bias.state[(2 * size)...]))
        }
        candidate = (0..<size).map { activations[1](entering[2 * size + $0] + candidate[$0]) }
        state.hidden = (0..<size).map { (1 - update[$0]) * candidate[$0] + update[$0] * state.hidden[$0] }
    }

    private func stepRemembering(_ entering: [Double], _ state: inout State) {
        let own = Self.product(recurrent, size, state.hidden[...], bias.state)
        for unit in 0..<size {
            func sum(_ gate: Int) -> Double { entering[gate * size + unit] + own[gate * size + unit] }
            func seen(_ gate: Int, _ cell: Double) -> Double { (peepholes?[gate * size + unit] ?? 0) * cell }
            let cell = state.cell[unit]
            let input = activations[0](sum(0) + seen(0, cell))
            let forget = activations[0](sum(2) + seen(2, cell))
            state.cell[unit] = forget * cell + input * activations[1](sum(3))
            let output = activations[0](sum(1) + seen(1, state.cell[unit]))
            state.hidden[unit] = output * activations[2](state.cell[unit])
        }
    }

    /// A matrix of rows times a vector, and a bias.
    private static func product(
        _ matrix: [Double], _ width: Int, _ vector: ArraySlice<Double>, _ bias: [Double]
    ) -> [Double] {
        bias.indices.map { row in
            zip(matrix[row * width..<(row + 1) * width], vector).reduce(bias[row]) { $0 + $1.0 * $1.1 }
        }
    }
}
