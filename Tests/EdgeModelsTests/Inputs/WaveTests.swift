import EdgeModels
import Testing

@Suite("WAV sounds")
struct WaveTests {
    static func file(code: UInt16, bits: UInt16, channels: UInt16 = 1, _ samples: [UInt8]) -> [UInt8] {
        let rate: UInt32 = 16_000
        let format = words(code) + words(channels) + words(rate) + words(UInt32(0)) + words(UInt16(0)) + words(bits)
        let parts = part("fmt ", format) + part("LIST", [1, 2, 3]) + part("data", samples)
        return part("RIFF", Array("WAVE".utf8) + parts)
    }

    private static func part(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + words(UInt32(content.count)) + content + (content.count % 2 == 1 ? [0] : [])
    }

    private static func words<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
        (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    @Test(
        "of every width are read from -1 to 1",
        arguments: [
            (1, 8, [0, 128, 192]), (1, 16, [0, 0x80, 0, 0, 0, 0x40]), (1, 24, [0, 0, 0x80, 0, 0, 0, 0, 0, 0x40]),
            (1, 32, [0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0x40]),
            (3, 32, [0, 0, 0x80, 0xBF, 0, 0, 0, 0, 0, 0, 0, 0x3F]),
            (3, 64, [0, 0, 0, 0, 0, 0, 0xF0, 0xBF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xE0, 0x3F]),
        ] as [(UInt16, UInt16, [UInt8])])
    func widths(code: UInt16, bits: UInt16, samples: [UInt8]) throws {
        let sound = try Sound(wave: Self.file(code: code, bits: bits, samples), named: "a.wav")
        #expect(sound.samples == [-1, 0, 0.5])
        #expect((sound.samplesPerSecond, sound.channels) == (16_000, 1))
    }

    @Test("of two channels mix into one; half a moment at the end is dropped")
    func channels() throws {
        let sound = try Sound(wave: Self.file(code: 1, bits: 8, channels: 2, [0, 128, 192, 64, 1]), named: "a.wav")
        #expect(sound.samples == [-1, 0, 0.5, -0.5])
        #expect(sound.mono == [-0.5, 0])
    }

    @Test("are refused where their format is another, or there are no samples")
    func refusals() {
        #expect(throws: InputError.unsupported(.wave, file: "a", place: "format", feature: "code 2 with 4 bits")) {
            try Sound(wave: Self.file(code: 2, bits: 4, []), named: "a")
        }
        #expect(throws: InputError.notThis(.wave, file: "a")) { try Sound(wave: [], named: "a") }
        let whole = Self.file(code: 1, bits: 8, [])
        #expect(throws: InputError.truncated(.wave, file: "a", place: "before the samples")) {
            try Sound(wave: whole.dropLast(8), named: "a")
        }
        #expect(
            throws: InputError.malformed(.wave, file: "a", place: "format", why: "0 channels of 16000 samples a second")
        ) {
            try Sound(wave: Self.file(code: 1, bits: 8, channels: 0, []), named: "a")
        }
    }
}
