import CEdgeImages

extension Image {
    /// Decodes a PNG or a JPEG; its first bytes tell which.
    ///
    /// A JPEG is turned as its camera was held.
    ///
    /// - Parameter pixelLimit: a larger picture is refused before memory is taken for it.
    public init(decoding bytes: [UInt8], named file: String, pixelLimit: Int = 64 << 20) throws(InputError) {
        let format = try Self.format(of: bytes, file)
        let decoder = Decoder(format: format, bytes: bytes, file: file)
        let size = try decoder.size()
        let (width, height) = (Int(size.width), Int(size.height))
        guard let count = Tensor.count([width, height]), count <= pixelLimit else {
            throw .tooLarge(format, file: file, place: "header", limit: "\(pixelLimit) pixels")
        }
        let stored = Image(unchecked: try decoder.pixels(size), width: width, height: height)
        self = format == .jpeg ? stored.turned(Orientation(ofJPEG: bytes)) : stored
    }

    private static func format(of bytes: [UInt8], _ file: String) throws(InputError) -> InputFormat {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
        guard bytes.starts(with: [0xFF, 0xD8]) else { throw .notThis(.jpeg, file: file) }
        return .jpeg
    }
}

/// The C side of one file.
private struct Decoder {
    let format: InputFormat
    let bytes: [UInt8]
    let file: String

    func size() throws(InputError) -> ep_image_size {
        var size = ep_image_size()
        var words = [CChar](repeating: 0, count: EP_IMAGE_WORDS)
        let answer =
            format == .png
            ? unsafe ep_png_size(bytes, bytes.count, &size, &words)
            : unsafe ep_jpeg_size(bytes, bytes.count, &size, &words)
        try check(answer, words)
        return size
    }

    func pixels(_ size: ep_image_size) throws(InputError) -> [UInt8] {
        var pixels = [UInt8](repeating: 0, count: Int(size.width) * Int(size.height) * 3)
        var words = [CChar](repeating: 0, count: EP_IMAGE_WORDS)
        let answer =
            format == .png
            ? unsafe ep_png_decode(bytes, bytes.count, size, &pixels, &words)
            : unsafe ep_jpeg_decode(bytes, bytes.count, size, &pixels, &words)
        try check(answer, words)
        return pixels
    }

    private func check(_ answer: Int32, _ words: [CChar]) throws(InputError) {
        let text = String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        switch Int(answer) {
        case EP_IMAGE_DONE: return
        case EP_IMAGE_NO_MEMORY: throw .noMemory(format, file: file)
        case EP_IMAGE_UNSUPPORTED: throw .unsupported(format, file: file, place: "pixels", feature: text)
        default: throw .malformed(format, file: file, place: "content", why: text)
        }
    }
}
