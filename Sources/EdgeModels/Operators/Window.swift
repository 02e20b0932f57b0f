/// How a window moves over an image: of a convolution or of pooling.
struct Window {
    let kernel: [Int]
    let strides: [Int]
    let dilations: [Int]
    /// Before each dimension, then after each.
    let pads: [Int]
    let padding: Padding
    /// Whether a window may hang over the end.
    let roundsUp: Bool

    enum Padding: String {
        case asGiven = "NOTSET"
        case none = "VALID"
        case sameMoreAfter = "SAME_UPPER"
        case sameMoreBefore = "SAME_LOWER"
    }

    /// The window that a node's attributes describe.
    init(_ facts: NodeFacts, kernel: [Int]) throws(NodeFault) {
        self.kernel = kernel
        let count = kernel.count
        if let odd = kernel.first(where: { $0 < 1 || $0 > 1 << 30 }) {
            throw .attributeValue("kernel_shape", why: "holds \(odd)")
        }
        strides = try facts.integers("strides", count: count, else: 1, least: 1)
        dilations = try facts.integers("dilations", count: count, else: 1, least: 1)
        pads = try facts.integers("pads", count: 2 * count, else: 0)
        let word = facts.text("auto_pad")
        guard let padding = Padding(rawValue: word) else { throw .attributeValue("auto_pad", why: "is \(word)") }
        self.padding = padding
        roundsUp = facts.row.attributes["ceil_mode"] != nil && facts.flag("ceil_mode")
    }

    /// What the window makes of the sizes behind batch and channels.
    func outputs(of sizes: [Dimension]) throws(NodeFault) -> [Dimension] {
        guard sizes.count == kernel.count else {
            throw .rank("X", found: sizes.count + 2, wanted: "\(kernel.count + 2)")
        }
        var outputs: [Dimension] = []
        for (place, size) in sizes.enumerated() {
            guard case .fixed(let size) = size else {
                outputs.append(.unknown)
                continue
            }
            outputs.append(.fixed(try output(of: size, place)))
        }
        return outputs
    }

    private func output(of size: Int, _ place: Int) throws(NodeFault) -> Int {
        let stride = strides[place]
        if padding == .sameMoreAfter || padding == .sameMoreBefore { return (size + stride - 1) / stride }
        let pads = padding == .none ? 0 : pads[place] + pads[place + kernel.count]
        let span = dilations[place] * (kernel[place] - 1) + 1
        guard span <= size + pads else { throw .size("X", found: size, wanted: "at least \(span - pads)") }
        let last = size + pads - span
        guard roundsUp else { return last / stride + 1 }
        let count = (last + stride - 1) / stride + 1
        // A window that would begin behind the image and the padding before it sees nothing.
        return (count - 1) * stride >= size + self.pads[place] ? count - 1 : count
    }
}
