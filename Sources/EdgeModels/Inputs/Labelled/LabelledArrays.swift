internal import EdgeRecords

/// Samples that lie one after another in an array, with an array of labels beside it.
struct LabelledArrays: Sendable {
    /// For errors.
    let file: String
    let samples: Tensor
    let labels: [Int?]

    var count: Int { labels.count }

    /// - Throws: `counts` if there are not as many labels as samples, `badLabels` if they are no whole numbers.
    init(file: String, samples: Tensor, labels: Tensor) throws(LabelledDataError) {
        guard let count = samples.shape.first, count > 0 else { throw .empty(file) }
        guard let numbers = labels.elements.wholeNumbers else {
            throw .badLabels(file, why: "they are no whole numbers")
        }
        guard numbers.count == count else { throw .counts(file, samples: count, labels: numbers.count) }
        if let place = numbers.firstIndex(where: { $0 < 0 }) {
            throw .badLabels(file, why: "that of sample \(place) is \(numbers[place])")
        }
        self.file = file
        self.samples = samples
        self.labels = numbers
    }

    /// Of samples and labels.
    var hash: String {
        var hash = SHA256()
        hash.update(samples.elements.storedBytes.span)
        hash.update(Array(labels.map { "\($0 ?? -1)" }.joined(separator: ",").utf8).span)
        return hash.hexDigest()
    }

    func sample(at place: Int) throws(LabelledDataError) -> LabelledSample {
        let shape = Array(samples.shape.dropFirst())
        let size = samples.count / count
        let range = place * size..<(place + 1) * size
        if case .u8(let bytes) = samples.elements, let picture = Self.picture(bytes[range], shape) {
            return LabelledSample(content: .picture(picture), label: labels[place])
        }
        guard let numbers = samples.elements.floats(in: range) else {
            throw .badSamples(file, type: samples.type)
        }
        return LabelledSample(content: .tensor(Tensor(unchecked: .f32(numbers), shape: shape)), label: labels[place])
    }

    /// Bytes are a picture if their shape is height and width, with or without colours last.
    private static func picture(_ bytes: ArraySlice<UInt8>, _ shape: [Int]) -> Image? {
        switch shape.count {
        case 2: Image(width: shape[1], height: shape[0], greys: bytes)
        case 3 where shape[2] == 1: Image(width: shape[1], height: shape[0], greys: bytes)
        case 3 where shape[2] == 3: Image(width: shape[1], height: shape[0], pixels: Array(bytes))
        default: nil
        }
    }
}

extension Elements {
    /// Integers of any width; nil for floats, and for what does not fit.
    var wholeNumbers: [Int]? {
        switch self {
        case .u8(let all): all.map { Int($0) }
        case .s8(let all): all.map { Int($0) }
        case .u16(let all): all.map { Int($0) }
        case .s16(let all): all.map { Int($0) }
        case .u32(let all): all.map { Int($0) }
        case .s32(let all): all.map { Int($0) }
        case .s64(let all): all.map { Int($0) }
        case .u64(let all): all.allSatisfy { $0 <= UInt64(Int.max) } ? all.map { Int($0) } : nil
        case .bool(let all): all.map { $0 ? 1 : 0 }
        default: nil
        }
    }

    /// A part of them as fp32; nil for types that inputs do not have.
    func floats(in range: Range<Int>) -> [Float]? {
        switch self {
        case .f32(let all): Array(all[range])
        case .f64(let all): all[range].map { Float($0) }
        case .u8(let all): all[range].map { Float($0) }
        case .s8(let all): all[range].map { Float($0) }
        default: nil
        }
    }
}
