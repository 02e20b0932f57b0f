internal import EdgePlatform

/// How a camera was held: where a picture's first row and column belong, as EXIF numbers it.
enum Orientation: Int {
    case upright = 1
    case mirrored, upsideDown, flipped, transposed, turnedRight, transversed, turnedLeft

    /// What a JPEG says in its EXIF part; upright where it says nothing that can be read.
    init(ofJPEG bytes: [UInt8]) {
        self = Self.exif(of: bytes).flatMap { Self.value(in: $0) } ?? .upright
    }

    /// The EXIF part before the picture itself.
    private static func exif(of bytes: [UInt8]) -> [UInt8]? {
        var place = 2
        while place + 4 <= bytes.count, bytes[place] == 0xFF, bytes[place + 1] != 0xDA {
            let length = Int(bytes[place + 2]) << 8 | Int(bytes[place + 3])
            guard length >= 2, place + 2 + length <= bytes.count else { return nil }
            let content = bytes[place + 4..<place + 2 + length]
            if bytes[place + 1] == 0xE1, content.starts(with: Array("Exif\0\0".utf8)) {
                return Array(content.dropFirst(6))
            }
            place += 2 + length
        }
        return nil
    }

    /// One entry of the first table; a TIFF file in small.
    private static func value(in exif: [UInt8]) -> Orientation? {
        let isLittle = exif.starts(with: Array("II".utf8))
        guard isLittle || exif.starts(with: Array("MM".utf8)) else { return nil }
        func number(_ place: Int, _ bytes: Int) -> Int? {
            guard place >= 0, place <= exif.count - bytes else { return nil }
            let all = exif[place..<place + bytes]
            return (isLittle ? Array(all.reversed()) : Array(all)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(2, 2) == 42, let table = number(4, 4), let count = number(table, 2) else { return nil }
        for entry in 0..<count {
            let place = table + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            if tag == 0x0112 { return number(place + 8, 2).flatMap { Orientation(rawValue: $0) } }
        }
        return nil
    }
}

extension Image {
    /// The picture as it was seen, if the camera was held so.
    func turned(_ orientation: Orientation) -> Image {
        guard orientation != .upright else { return self }
        let isTurned = orientation.rawValue >= Orientation.transposed.rawValue
        let (newWidth, newHeight) = isTurned ? (height, width) : (width, height)
        var turned: [UInt8] = []
        turned.reserveCapacity(pixels.count)
        for row in 0..<newHeight {
            for column in 0..<newWidth {
                let (x, y) = old(column, row, orientation)
                let place = (y * width + x) * 3
                turned.append(contentsOf: pixels[place..<place + 3])
            }
        }
        return Image(unchecked: turned, width: newWidth, height: newHeight)
    }

    /// Which pixel is seen at a place.
    private func old(_ column: Int, _ row: Int, _ orientation: Orientation) -> (x: Int, y: Int) {
        let (right, bottom) = (width - 1, height - 1)
        switch orientation {
        case .upright: return (column, row)
        case .mirrored: return (right - column, row)
        case .upsideDown: return (right - column, bottom - row)
        case .flipped: return (column, bottom - row)
        case .transposed: return (row, column)
        case .turnedRight: return (row, bottom - column)
        case .transversed: return (right - row, bottom - column)
        case .turnedLeft: return (right - row, column)
        }
    }
}
