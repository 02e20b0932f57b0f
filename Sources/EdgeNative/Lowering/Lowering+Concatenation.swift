import EdgeKernels
import EdgeModels

extension Lowering {
    /// Tensors one behind the other: what is made for this alone is made in its place, the rest is copied there.
    mutating func lowerConcatenation(_ node: Node) throws(NativeError) {
        let (parts, form, wrap, tail) = try parts(of: node)
        let made = try result(of: node)
        let value = tail?.result ?? made
        guard let first = parts.first?.stored.shape, let call = constantlessCall(node),
            let axis = try? call.axis(else: 0, rank: first.count)
        else { throw unsupported(node, "its axis is none of its inputs'") }
        var shape = first
        shape[axis] = 0
        for part in parts {
            let own = part.stored.shape
            guard own.count == first.count, own.replacing(axis, with: [0]) == first.replacing(axis, with: [0]) else {
                throw unsupported(node, "its inputs have other sizes beside its axis")
            }
            shape[axis] += own[axis]
        }
        guard Tensor.count(shape) ?? 0 > 0 else { throw unsupported(node, "it gives nothing") }
        let isChannelsLast = parts.contains { !$0.stored.isLaid(.rows) }
        let layout: Stored.Layout = isChannelsLast ? .channelsLast : .rows
        let whole = store(value, shape: shape, layout: layout, form: form)
        let outer = Stored.order(shape.count, layout).prefix { $0 != axis }
        let isInRow = outer.allSatisfy { shape[$0] == 1 }
        var index = 0
        // What lies elsewhere is told so last, when nothing can be refused any more.
        var hosted: [(StorageID, Storage.Host)] = []
        for part in parts {
            let start = index * whole.strides[axis]
            index += part.stored.shape[axis]
            try place(part, in: whole, at: start, isInRow: isInRow, node, &hosted)
        }
        for (storage, host) in hosted { network.storages[storage.index].host = host }
        if let tail { taken.formUnion(tail.nodes) }
        sources[value] = wrap(whole)
    }

    /// One input, and what has to be done to its elements first.
    private struct Part {
        let stored: Stored
        var operation: (any Operation)?
    }

    private func constantlessCall(_ node: Node) -> PlainCall? {
        PlainCall(node: node, inputs: [], limits: PlainLimits())
    }

    private typealias Wrap = (Stored) -> Source

    private mutating func parts(
        of node: Node
    ) throws(NativeError) -> (parts: [Part], form: Stored.Form, wrap: Wrap, tail: IntegerTail?) {
        let ids = node.inputs.compactMap(\.self)
        guard let first = ids.first, let source = source(of: first) else { throw unsupported(node, "it has no input") }
        if case .codes(let stored, let areSigned) = source {
            var parts: [Part] = []
            for id in ids {
                guard case .codes(let other, areSigned)? = self.source(of: id) else {
                    throw unsupported(node, "not all of its inputs are codes of one type")
                }
                parts.append(Part(stored: other))
            }
            return (parts, stored.form, { .codes($0, areSigned: areSigned) }, nil)
        }
        if ids.contains(where: { codes($0) != nil }) {
            if let tail = integerTail(after: try result(of: node)), tail.nodes.count == 1 {
                let form = Stored.Form.codes(tail.quantization)
                var parts: [Part] = []
                for id in ids { parts.append(try part(id, as: tail.quantization, node)) }
                return (parts, form, { .codes($0, areSigned: tail.areSigned) }, tail)
            }
            if let (stored, quantization) = codes(first), ids.allSatisfy({ codes($0)?.1 == quantization }) {
                let parts = ids.compactMap { codes($0)?.0 }.map { Part(stored: $0) }
                return (parts, stored.form, { .stored($0) }, nil)
            }
        }
        var parts: [Part] = []
        let isNarrow = ids.allSatisfy { self.source(of: $0)?.stored?.form == .bf16 }
        for id in ids {
            parts.append(Part(stored: isNarrow ? try reals(id, of: node) : try operand(id, of: node)))
        }
        return (parts, isNarrow ? .bf16 : .f32, { .stored($0) }, nil)
    }

    /// An input in other codes than its own.
    private mutating func part(_ id: ValueID, as wanted: Quantization, _ node: Node) throws(NativeError) -> Part {
        if let (stored, present) = codes(id) {
            return Part(stored: stored, operation: present == wanted ? nil : Lookup(from: present, to: wanted))
        }
        return Part(stored: try operand(id, of: node), operation: QuantizationOperation(quantization: wanted))
    }

    /// - Parameters:
    ///   - start: in the whole, in elements.
    ///   - isInRow: whether parts lie there as they lie alone.
    private mutating func place(
        _ part: Part, in whole: Stored, at start: Int, isInRow: Bool, _ node: Node,
        _ hosted: inout [(StorageID, Storage.Host)]
    ) throws(NativeError) {
        let type = network[whole.storage].type
        let host = Storage.Host(storage: whole.storage, offset: start * type.bits / 8)
        let fits = isInRow && part.stored.isLaid(whole.layout)
        var stored = part.stored
        if let operation = part.operation {
            let storage = network.add(
                Storage(name: network[whole.storage].name, type: type, count: stored.count, host: fits ? host : nil))
            let made = Stored(storage: storage, shape: stored.shape, layout: stored.layout, form: whole.form)
            append(node, operation, [stored], made)
            guard !fits else {
                // Readers of the whole have to wait for its parts.
                return
            }
            stored = made
        } else if fits, network.canMove(stored.storage), network[stored.storage].count == stored.count,
            !hosted.contains(where: { $0.0 == stored.storage })
        {
            hosted.append((stored.storage, host))
            return
        }
        guard let view = StoredView(bounded: stored) else { throw unsupported(node, "an input is too large") }
        try move(view.movement(whole.layout, strides: whole.strides, destination: start), stored, whole, node)
    }
}

extension Lookup {
    /// The same numbers in other codes.
    init(from present: Quantization, to wanted: Quantization) {
        self.init(kind: "requantization", of: present) { number in wanted.code(number) }
    }

    /// What a function makes of the number that each code stands for.
    init(kind: String, of quantization: Quantization, _ code: (Float) -> UInt8) {
        self.init(
            table: ActivationTable(
                codes: (0..<256).map { code(Float($0 - Int(quantization.zeroPoint)) * quantization.scale) }),
            kind: kind)
    }
}
