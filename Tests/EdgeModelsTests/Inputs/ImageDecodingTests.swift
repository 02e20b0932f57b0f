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
