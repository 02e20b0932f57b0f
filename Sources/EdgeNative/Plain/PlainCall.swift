import EdgeModels

/// What one operator sees of its node: the tensors that enter, what it was told, and the bounds it must keep.
struct PlainCall {
    let node: Node
    let inputs: [Tensor?]
    let limits: PlainLimits

    func has(_ place: Int) -> Bool { optional(place) != nil }

    func optional(_ place: Int) -> Tensor? { place < inputs.count ? inputs[place] : nil }

    func input(_ place: Int) throws(PlainFault) -> Tensor {
        guard let tensor = optional(place) else { throw .missingInput(place) }
        return tensor
    }

    /// Shapes, axes and indexes; nil if the input is left out.
    func integers(_ place: Int) throws(PlainFault) -> [Int]? {
        guard let tensor = optional(place) else { return nil }
        guard let integers = tensor.integers else { throw .inputType(place, tensor.type) }
        return integers
    }

    /// One number; nil if the input is left out.
    func number(_ place: Int) throws(PlainFault) -> Double? {
        guard let tensor = optional(place) else { return nil }
        guard tensor.count == 1 else { throw .input(place, why: "holds \(tensor.count) numbers, not one") }
        return tensor.reals[0]
    }

    /// One whole number; nil if the input is left out.
    func integer(_ place: Int) throws(PlainFault) -> Int? {
        guard let tensor = optional(place) else { return nil }
        guard tensor.count == 1 else { throw .input(place, why: "holds \(tensor.count) numbers, not one") }
        return try tensor.wholes()[0]
    }

    /// The number of elements of a shape that is about to be made.
    @discardableResult
    func checked(_ shape: [Int]) throws(PlainFault) -> Int {
        guard let count = Tensor.count(shape), count <= limits.elements,
            shape.allSatisfy({ $0 <= limits.elements })
        else {
            throw .tooLarge(elements: limits.elements)
        }
        return count
    }

    /// Refuses work whose product of counts is too much.
    func checkSteps(_ counts: Int...) throws(PlainFault) {
        guard let steps = Tensor.count(counts), steps <= limits.steps else { throw .tooManySteps(limits.steps) }
    }

    /// An axis counted from the front.
    func axis(_ axis: Int, rank: Int) throws(PlainFault) -> Int {
        guard axis >= -rank, axis < rank else {
            throw .attribute("axis", why: "is \(axis), and there are \(rank) dimensions")
        }
        return axis < 0 ? axis + rank : axis
    }

    /// The attribute `axis`, counted from the front.
    func axis(else standard: Int, rank: Int) throws(PlainFault) -> Int {
        try axis(node.integer("axis", else: standard), rank: rank)
    }

    /// Axes counted from the front, each once.
    func axes(_ given: [Int], rank: Int) throws(PlainFault) -> [Int] {
        var axes: [Int] = []
        for each in given {
            let axis = try axis(each, rank: rank)
            guard !axes.contains(axis) else { throw .attribute("axes", why: "names \(axis) twice") }
            axes.append(axis)
        }
        return axes
    }

    func flag(_ name: String, else standard: Bool = false) -> Bool {
        node.integer(name, else: standard ? 1 : 0) != 0
    }

    func double(_ name: String, else standard: Float) -> Double { Double(node.float(name, else: standard)) }
}
