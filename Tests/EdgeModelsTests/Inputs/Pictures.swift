import EdgeModels
import FoundationEssentials

/// Small files beside the tests, eleven pixels by seven; all but those of JPEG, `grey` and `palette` hold one picture.
enum Pictures {
    static func bytes(_ name: String, beside file: String = #filePath) -> [UInt8] {
        let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Files/" + name)
        return (try? Data(contentsOf: url)).map(Array.init) ?? []
    }

    /// A picture made up by a rule for each byte.
    static func image(width: Int, height: Int, _ rule: (_ x: Int, _ y: Int, _ colour: Int) -> Int) throws -> Image {
        var pixels: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                for colour in 0..<3 { pixels.append(UInt8(truncatingIfNeeded: rule(x, y, colour))) }
            }
        }
        guard let image = Image(width: width, height: height, pixels: pixels) else { throw NoPicture() }
        return image
    }

    /// What the files hold.
    static func sample() throws -> Image {
        try image(width: 11, height: 7) { x, y, colour in [x * 23 + y * 7, x * 5 + y * 31, x * x + y * y * 3][colour] }
    }

    struct NoPicture: Error {}
}
