internal import EdgePlatform

extension Sound {
    /// Reads a WAV file: whole numbers of 8 to 32 bits, or floats.
    public init(wave bytes: [UInt8], named file: String) throws(InputError) {
        guard bytes.count >= 12, bytes.starts(with: Array("RIFF".utf8)), bytes[8..<12].elementsEqual("WAVE".utf8) else {
            throw .notThis(.wave, file: file)
        }
        var format: WaveFormat?
        var place = 12
        while let length = bytes.littleEndian(UInt32.self, at: place + 4) {
            let name = String(decoding: bytes[place..<place + 4], as: UTF8.self)
            let start = place + 8
            // A recorder that was cut off leaves no length behind, or a wrong one: what is there counts.
            let end = min(start + Int(length), bytes.count)
            if name == "fmt " { format = try WaveFormat(Array(bytes[start..<end]), file) }
            if name == "data" {
                guard let format else {
                    throw .malformed(.wave, file: file, place: "data", why: "samples come before their format")
                }
                self = format.sound(bytes[start..<end])
                return
            }
            // Parts begin at even places.
            place = end + Int(length) % 2
        }
        throw .truncated(.wave, file: file, place: "before the samples")
    }
}

/// How samples are stored.
private struct WaveFormat {
    let channels: Int
    let samplesPerSecond: Int
    private let bits: Int
    private let isFloat: Bool

    init(_ bytes: [UInt8], _ file: String) throws(InputError) {
        guard var code = bytes.littleEndian(UInt16.self, at: 0), let channels = bytes.littleEndian(UInt16.self, at: 2),
            let rate = bytes.littleEndian(UInt32.self, at: 4), let bits = bytes.littleEndian(UInt16.self, at: 14)
        else { throw .truncated(.wave, file: file, place: "format") }
        // The extensible form keeps its code after its own fields.
        if code == 0xFFFE { code = bytes.littleEndian(UInt16.self, at: 24) ?? 0 }
        guard (1...64).contains(channels), (1...1_000_000).contains(rate) else {
            throw .malformed(
                .wave, file: file, place: "format", why: "\(channels) channels of \(rate) samples a second")
        }
        let isFloat = code == 3
        guard code == 1 && [8, 16, 24, 32].contains(bits) || isFloat && [32, 64].contains(bits) else {
            throw .unsupported(.wave, file: file, place: "format", feature: "code \(code) with \(bits) bits")
        }
        self.channels = Int(channels)
        samplesPerSecond = Int(rate)
        self.bits = Int(bits)
        self.isFloat = isFloat
    }

    /// Whole moments only: what is left at the end belongs to no sample of each channel.
    func sound(_ bytes: ArraySlice<UInt8>) -> Sound {
        let moments = bytes.count / (bits / 8 * channels)
        let whole = bytes.prefix(moments * channels * bits / 8)
        return Sound(
            samplesPerSecond: samplesPerSecond, channels: channels, samples: isFloat ? floats(whole) : integers(whole))
    }

    private func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
        switch Elements(bits == 32 ? .f32 : .f64, stored: bytes) {
        case .f32(let all): all
        case .f64(let all): all.map { Float($0) }
        default: []
        }
    }

    /// Eight bits are stored from 0 to 255, more bits as signed numbers.
    private func integers(_ bytes: ArraySlice<UInt8>) -> [Float] {
        let size = bits / 8
        return stride(from: bytes.startIndex, to: bytes.endIndex, by: size).map { start in
            guard size > 1 else { return (Float(bytes[start]) - 128) / 128 }
            // At the upper end of 32 bits, so that the sign falls into its place.
            let number = (0..<size).reduce(UInt32(0)) { $0 | UInt32(bytes[start + $1]) << (8 * (4 - size + $1)) }
            return Float(Double(Int32(bitPattern: number)) / 2_147_483_648)
        }
    }
}
