/// Numbers in a shape, row by row; a shape without dimensions holds one number.
public struct Tensor: Hashable, Sendable {
    public let shape: [Int]
    public let elements: Elements

    public var type: ElementType { elements.type }

    /// How many numbers there are.
    public var count: Int { shape.reduce(1, *) }

    /// - Throws: `badTensor` if the shape does not hold just these elements.
    public init(shape: [Int], elements: Elements) throws(GraphError) {
        guard let count = Tensor.count(shape), let stored = Tensor.stored(count, of: elements.type) else {
            throw .badTensor(shape: shape, type: elements.type, why: "no memory could hold a tensor of this shape")
        }
        guard stored == elements.stored else {
            throw .badTensor(
                shape: shape, type: elements.type,
                why: "the shape needs \(stored) elements, there are \(elements.stored)")
        }
        self.shape = shape
        self.elements = elements
    }

    /// The product of the sizes; nil if one is negative or the product does not fit.
    public static func count(_ shape: [Int]) -> Int? {
        var count = 1
        for size in shape {
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            guard size >= 0, !overflow else { return nil }
            count = product
        }
        return count
    }

    private static func stored(_ count: Int, of type: ElementType) -> Int? {
        type.bits == 4 ? type.bytes(count: count) : count
    }

    /// A vector.
    public init(_ numbers: [Float]) {
        self.init(vector: .f32(numbers), count: numbers.count)
    }

    /// A vector, as shapes and axes are given.
    public init(_ numbers: [Int]) {
        self.init(vector: .s64(numbers.map { Int64($0) }), count: numbers.count)
    }

    /// One number without dimensions.
    public init(scalar: Float) {
        elements = .f32([scalar])
        shape = []
    }

    /// One number without dimensions.
    public init(scalar: Int) {
        elements = .s64([Int64(scalar)])
        shape = []
    }

    private init(vector: Elements, count: Int) {
        elements = vector
        shape = [count]
    }

    /// For whoever made just as many elements as the shape needs.
    package init(unchecked elements: Elements, shape: [Int]) {
        self.elements = elements
        self.shape = shape
    }
}

extension Tensor {
    /// The elements, if they are fp32.
    public var floats: [Float]? {
        if case .f32(let all) = elements { all } else { nil }
    }

    /// The elements as integers, if they are of 32 or 64 bits and each fits: how shapes, axes and indexes are stored.
    public var integers: [Int]? {
        switch elements {
        case .s64(let all): all.map { Int($0) }
        case .s32(let all): all.map { Int($0) }
        default: nil
        }
    }
}
