import EdgeModels
import EdgeRecords
import Testing

@Suite("Images are decoded")
struct ImageDecodingTests {
    @Test("from PNG files of every kind to one picture", arguments: ["rgb", "alpha", "deep", "interlaced"])
    func kinds(_ name: String) throws {
        #expect(try Image(decoding: Pictures.bytes(name + ".png"), named: name) == Pictures.sample())
    }

    // Digests of what Pillow makes of the same files.
    @Test(
        "as Pillow decodes them",
        arguments: [
            ("grey.png", "fa2c04f0be9c7b24"), ("palette.png", "bb016ed560cab84c"), ("grey.jpg", "fb071b0a0162b1f0"),
            ("sequential.jpg", "7a39b1bc179d380a"), ("progressive.jpg", "7a39b1bc179d380a"),
            ("inks.jpg", "9c25a6e63a4bcb0f"),
        ])
    func asPillow(name: String, digest: String) throws {
        let image = try Image(decoding: Pictures.bytes(name), named: name)
        #expect((image.width, image.height) == (11, 7))
        #expect(SHA256.hex(of: image.pixels).hasPrefix(digest))
    }

    // As Pillow turns the same files.
    @Test(
        "turned as the camera was held, as EXIF says it in either order of bytes",
        arguments: zip(
            1...8,
            [
                "7a39b1bc179d380a", "25f3a5746feb600c", "a8d11f49007e5a12", "f7f4f147e53451c4", "dc7065e6041ceb05",
                "35abbeee6df17c61", "1030186c6ac21014", "a4aaa0deb360ef13",
            ]))
    func orientation(number: UInt8, digest: String) throws {
        for isLittle in [true, false] {
            let jpeg = Pictures.bytes("sequential.jpg")
            let image = try Image(decoding: Self.holding(number, isLittle, jpeg), named: "held.jpg")
            #expect((image.width, image.height) == (number < 5 ? (11, 7) : (7, 11)))
            #expect(SHA256.hex(of: image.pixels).hasPrefix(digest))
        }
    }

    @Test("and as they are stored where EXIF says nothing that can be read")
    func oddOrientation() throws {
        let jpeg = Pictures.bytes("sequential.jpg")
        let plain = try Image(decoding: jpeg, named: "plain.jpg")
        let held = Self.holding(6, true, jpeg)
        for place in 12..<38 {
            var damaged = held
            damaged[place] = 0xFF
            let image = try Image(decoding: damaged, named: "held.jpg")
            #expect(image.pixels.count == plain.pixels.count)
        }
        #expect(try Image(decoding: Self.holding(9, true, jpeg), named: "held.jpg") == plain)
    }

    /// A file with an EXIF part of one entry.
    private static func holding(_ orientation: UInt8, _ isLittle: Bool, _ jpeg: [UInt8]) -> [UInt8] {
        let numbers: [(value: UInt8, bytes: Int)] = [(42, 2), (8, 4), (1, 2), (0x12, 2), (3, 2), (1, 4)]
        var table = Array((isLittle ? "II" : "MM").utf8)
        for (value, bytes) in numbers + [(orientation, 2), (0, 2), (0, 4)] {
            // The tag is 0x0112.
            var number = [UInt8](repeating: 0, count: bytes - 1) + [value]
            if value == 0x12 { number[0] = 1 }
            table += isLittle ? number.reversed() : number
        }
        let content = Array("Exif\0\0".utf8) + table
        return Array(jpeg[..<2]) + [0xFF, 0xE1, 0, UInt8(content.count + 2)] + content + jpeg[2...]
    }

    @Test("or refused with the library's words where they are cut off", arguments: ["rgb.png", "sequential.jpg"])
    func cutOff(_ name: String) {
        let bytes = Pictures.bytes(name)
        for length in [10, bytes.count / 2, bytes.count - 30] {
            #expect(throws: InputError.self) { try Image(decoding: Array(bytes.prefix(length)), named: name) }
        }
    }

    @Test("or refused before memory is taken where they are too large", arguments: ["rgb.png", "sequential.jpg"])
    func tooLarge(_ name: String) {
        let format: InputFormat = name.hasSuffix("png") ? .png : .jpeg
        #expect(throws: InputError.tooLarge(format, file: name, place: "header", limit: "76 pixels")) {
            try Image(decoding: Pictures.bytes(name), named: name, pixelLimit: 76)
        }
    }

    @Test("or refused where they are no image")
    func noImage() {
        #expect(throws: InputError.notThis(.jpeg, file: "notes")) { try Image(decoding: [1, 2, 3], named: "notes") }
    }

    @Test("or refused where a checksum is wrong")
    func wrongChecksum() {
        var bytes = Pictures.bytes("rgb.png")
        bytes[bytes.count - 20] ^= 1
        #expect(throws: InputError.self) { try Image(decoding: bytes, named: "rgb.png") }
    }
}
