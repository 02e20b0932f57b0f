/// What is known around one node: what enters, and, once its operator's rule has run, what leaves.
struct NodeFacts {
    /// What is known of one value.
    struct Known {
        var type: ElementType?
        var shape: [Dimension]?
        /// Its whole numbers, row by row, where these are few: how sizes travel through a graph.
        var content: [Dimension]?
        /// Its floats likewise: sizes on their way through a scale.
        var reals: [Float]?
        /// All of it, if it never changes.
        var constant: Tensor?
    }

    let node: Node
    let row: Operator
    let inputs: [Known?]
    var outputs: [Known]

    func type(_ place: Int) -> ElementType? { input(place)?.type }
    func shape(_ place: Int) -> [Dimension]? { input(place)?.shape }
    func content(_ place: Int) -> [Dimension]? { input(place)?.content }
    func has(_ place: Int) -> Bool { input(place) != nil }

    private func input(_ place: Int) -> Known? { place < inputs.count ? inputs[place] : nil }

    /// Whole numbers of an input, if all are known.
    func integers(_ place: Int) -> [Int]? {
        guard let content = content(place) else { return nil }
        let sizes = content.compactMap(\.size)
        return sizes.count == content.count ? sizes : nil
    }

    /// Floats of an input, if all are known.
    func floats(_ place: Int) -> [Float]? { input(place)?.reals }

    mutating func give(_ shape: [Dimension]?, at place: Int = 0) {
        guard place < outputs.count else { return }
        outputs[place].shape = shape
    }

    mutating func give(type: ElementType, at place: Int = 0) {
        guard place < outputs.count else { return }
        outputs[place].type = type
    }

    /// Also the floats, where they are few.
    mutating func give(reals: [Float]?) {
        guard let reals, reals.count <= Inference.contentAtMost, !outputs.isEmpty else { return }
        outputs[0].reals = reals
    }

    /// Also the content, where the numbers are still few.
    mutating func give(content: [Dimension]?) {
        guard let content, content.count <= Inference.contentAtMost, !outputs.isEmpty else { return }
        outputs[0].content = content
    }
}

// MARK: - Attributes, with what holds where the node says nothing

extension NodeFacts {
    func integer(_ name: String) -> Int {
        if case .integer(let value)? = node.attributes[name] ?? row.attributes[name]?.standard { value } else { 0 }
    }

    func flag(_ name: String) -> Bool { integer(name) != 0 }

    func float(_ name: String) -> Float {
        if case .float(let value)? = node.attributes[name] ?? row.attributes[name]?.standard { value } else { 0 }
    }

    func text(_ name: String) -> String {
        if case .text(let value)? = node.attributes[name] ?? row.attributes[name]?.standard { value } else { "" }
    }

    /// So many numbers, each from 0 or 1 to a bound under which no later sum can overflow.
    func integers(
        _ name: String, count: Int, else standard: Int, least: Int = 0
    ) throws(NodeFault) -> [Int] {
        guard let values = node.integers(name) else { return Array(repeating: standard, count: count) }
        guard values.count == count else {
            throw .attributeValue(name, why: "has \(values.count) numbers, not \(count)")
        }
        guard let odd = values.first(where: { $0 < least || $0 > 1 << 30 }) else { return values }
        throw .attributeValue(name, why: "holds \(odd)")
    }
}

// MARK: - Dimensions

extension NodeFacts {
    /// An axis counted from the front.
    func axis(_ axis: Int, rank: Int, of name: String = "axis") throws(NodeFault) -> Int {
        guard axis >= -rank, axis < rank else {
            throw .attributeValue(name, why: "is \(axis), and there are \(rank) dimensions")
        }
        return axis < 0 ? axis + rank : axis
    }

    /// Axes counted from the front, each once.
    func axes(_ axes: [Int], rank: Int) throws(NodeFault) -> [Int] {
        var found: [Int] = []
        for each in axes {
            let axis = try axis(each, rank: rank, of: "axes")
            guard !found.contains(axis) else { throw .attributeValue("axes", why: "names \(axis) twice") }
            found.append(axis)
        }
        return found
    }

    /// The shape of an input that must have so many dimensions; nil if nothing is known.
    func shape(_ place: Int, rank: ClosedRange<Int>) throws(NodeFault) -> [Dimension]? {
        guard let shape = shape(place) else { return nil }
        guard rank.contains(shape.count) else {
            let most = rank.upperBound
            let wanted =
                rank.lowerBound == most
                ? "\(most)" : most >= Graph.rankAtMost ? "\(rank.lowerBound) or more" : "\(rank.lowerBound) to \(most)"
            throw .rank(inputName(place), found: shape.count, wanted: wanted)
        }
        return shape
    }

    /// Two sizes that must be one.
    func same(_ left: Dimension, _ right: Dimension, _ name: String) throws(NodeFault) -> Dimension {
        guard let known = left.size else { return right.size == nil ? left : right }
        guard let other = right.size, other != known else { return left }
        throw .size(name, found: other, wanted: "\(known)")
    }

    func inputName(_ place: Int) -> String {
        Operator.parameter(place, of: row.inputs)?.name ?? "\(place)"
    }
}
