public import EdgeRecords

/// What is done to a picture before a model sees it, as its record keeps it under `preprocessing`.
///
/// A wrong constant here costs accuracy without any other sign, so an unknown key is an error.
public struct ImagePreprocessing: Hashable, Sendable {
    /// The shorter side is resized to this, the other in proportion; nil: straight to the cropped size.
    public var shorterSide: Int?
    public var interpolation = Image.Interpolation.bilinear
    /// Of the middle part that the model sees.
    public var width: Int
    public var height: Int
    /// Taken from each byte of red, green and blue, or of grey.
    public var mean: [Float] = [0, 0, 0]
    /// By which what is left is divided.
    public var deviation: [Float] = [1, 1, 1]
    public var channels = Channels.rgb
    public var layout = Layout.nchw

    /// Whether a colour of all pixels comes first, or all colours of a pixel.
    public enum Layout: String, CaseIterable, Sendable {
        case nchw, nhwc
    }

    /// In which order the model takes the colours, or that it sees none.
    public enum Channels: String, CaseIterable, Sendable {
        case rgb, bgr, grey

        var count: Int { self == .grey ? 1 : 3 }
    }

    public static let sideLimit = 1 << 14

    public init(width: Int, height: Int) {
        self.width = width
        self.height = height
    }

    /// One picture as a batch.
    public func tensor(of image: Image) -> Tensor {
        let shown = shorterSide.map {
            image.resized(shorterSide: $0, interpolation).centreCrop(width: width, height: height)
        }
        let cropped = shown ?? image.resized(width: width, height: height, interpolation)
        var numbers: [Float] = []
        numbers.reserveCapacity(width * height * channels.count)
        if channels == .grey {
            for byte in cropped.greys { numbers.append((Float(byte) - mean[0]) / deviation[0]) }
        } else {
            for colour in channels == .rgb ? [0, 1, 2] : [2, 1, 0] {
                for place in stride(from: colour, to: cropped.pixels.count, by: 3) {
                    numbers.append((Float(cropped.pixels[place]) - mean[colour]) / deviation[colour])
                }
            }
        }
        guard layout == .nhwc else {
            return Tensor(unchecked: .f32(numbers), shape: [1, channels.count, height, width])
        }
        let pixels = width * height
        let turned = (0..<pixels).flatMap { pixel in (0..<channels.count).map { numbers[$0 * pixels + pixel] } }
        return Tensor(unchecked: .f32(turned), shape: [1, height, width, channels.count])
    }
}

extension ImagePreprocessing {
    /// Reads what a model's record says.
    public init(record: [String: JSONValue]) throws(PreprocessingError) {
        let known: Set = [
            "shorterSide", "interpolation", "width", "height", "mean", "deviation", "channels", "layout",
        ]
        if let stranger = record.keys.sorted().first(where: { !known.contains($0) }) {
            throw .unknownKey(stranger)
        }
        guard let width = try Self.side(record, "width"), let height = try Self.side(record, "height") else {
            throw .missing("width and height")
        }
        self.init(width: width, height: height)
        shorterSide = try Self.side(record, "shorterSide")
        channels = try Self.word(record, "channels") ?? channels
        mean = try Self.colours(record, "mean", channels.count) ?? Array(repeating: 0, count: channels.count)
        deviation = try Self.colours(record, "deviation", channels.count) ?? Array(repeating: 1, count: channels.count)
        if deviation.contains(0) { throw .badValue("deviation") }
        interpolation = try Self.word(record, "interpolation") ?? interpolation
        layout = try Self.word(record, "layout") ?? layout
    }

    /// As a model's record keeps it.
    public var record: [String: JSONValue] {
        var record: [String: JSONValue] = [
            "width": .integer(width), "height": .integer(height), "interpolation": .string(interpolation.rawValue),
            "mean": .array(mean.map { JSONValue(Double($0)) }),
            "deviation": .array(deviation.map { JSONValue(Double($0)) }), "channels": .string(channels.rawValue),
        ]
        if layout != .nchw { record["layout"] = .string(layout.rawValue) }
        record["shorterSide"] = shorterSide.map { .integer($0) }
        return record
    }

    private static func side(_ record: [String: JSONValue], _ key: String) throws(PreprocessingError) -> Int? {
        guard let value = record[key] else { return nil }
        guard case .integer(let side) = value, (1...sideLimit).contains(side) else { throw .badValue(key) }
        return side
    }

    private static func colours(
        _ record: [String: JSONValue], _ key: String, _ count: Int
    ) throws(PreprocessingError) -> [Float]? {
        guard let value = record[key] else { return nil }
        guard case .array(let values) = value, values.count == count else { throw .badValue(key) }
        var colours: [Float] = []
        for value in values {
            switch value {
            case .integer(let whole): colours.append(Float(whole))
            case .number(let number): colours.append(Float(number))
            default: throw .badValue(key)
            }
        }
        return colours
    }

    private static func word<Word: RawRepresentable<String>>(
        _ record: [String: JSONValue], _ key: String
    ) throws(PreprocessingError) -> Word? {
        guard let value = record[key] else { return nil }
        guard case .string(let text) = value, let word = Word(rawValue: text) else { throw .badValue(key) }
        return word
    }
}
