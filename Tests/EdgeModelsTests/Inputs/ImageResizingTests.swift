import EdgeModels
import EdgeRecords
import Testing

@Suite("Images are resized")
struct ImageResizingTests {
    /// A size, and the digests of Pillow's outcome with each interpolation.
    struct Case: Sendable {
        let width: Int
        let height: Int
        let nearest: String
        let bilinear: String
        let bicubic: String
    }

    @Test(
        "byte for byte as Pillow does, smaller and larger",
        arguments: [
            Case(32, 32, "125aaa588bc00fe2", "2feff1000627fa84", "9b340f95ba624641"),
            Case(31, 19, "af277a1364c1be1f", "7bd7c987d2f8e9ea", "d96a497f87271c96"),
            Case(200, 122, "75cae6f6178dd736", "0567fed656a2c963", "c3a102e1a909f166"),
            Case(97, 20, "d3df8ea79f7b8e37", "d856fdbe079b4c3b", "bae727df2ed4068a"),
            Case(50, 61, "2dd6436a118e7358", "79bc9baaedffdd4f", "1d0eb796d5c2b741"),
        ])
    func asPillow(_ size: Case) throws {
        let image = try Pictures.image(width: 97, height: 61) { x, y, colour in
            [x * 37 + y * 11, y * 53, x * y][colour]
        }
        for (interpolation, digest) in [
            (Image.Interpolation.nearest, size.nearest), (.bilinear, size.bilinear), (.bicubic, size.bicubic),
        ] {
            let resized = image.resized(width: size.width, height: size.height, interpolation)
            #expect((resized.width, resized.height) == (size.width, size.height))
            #expect(SHA256.hex(of: resized.pixels).hasPrefix(digest), "\(interpolation)")
        }
    }

    @Test("by their shorter side, the other in proportion")
    func shorterSide() throws {
        let resized = try Pictures.sample().resized(shorterSide: 14, .bilinear)
        #expect((resized.width, resized.height) == (22, 14))
    }

    @Test("and cropped around their middle, with black where there is none")
    func crop() throws {
        let image = try Pictures.sample()
        let cropped = image.centreCrop(width: 5, height: 3)
        #expect(Array(cropped.pixels.prefix(3)) == Array(image.pixels[(2 * 11 + 3) * 3..<(2 * 11 + 4) * 3]))
        let wider = image.centreCrop(width: 13, height: 3)
        #expect(Array(wider.pixels.prefix(6)) == [0, 0, 0] + image.pixels[2 * 11 * 3..<(2 * 11 + 1) * 3])
    }
}

extension ImageResizingTests.Case {
    init(_ width: Int, _ height: Int, _ nearest: String, _ bilinear: String, _ bicubic: String) {
        self.init(width: width, height: height, nearest: nearest, bilinear: bilinear, bicubic: bicubic)
    }
}
