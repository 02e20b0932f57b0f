import EdgeModels
import EdgePlatform
import EdgeRecords

/// The first byte chooses: the rest as it is, or as a PNG with the checksum of every chunk made right, without which
/// hardly any input would get past its header.
func fuzzImages(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var bytes = bytes
    if bytes.removeFirst() & 1 == 0 { mendChecksums(of: &bytes) }
    do throws(InputError) {
        let image = try Image(decoding: bytes, named: "fuzz", pixelLimit: 1 << 16)
        precondition(image.pixels.count == image.width * image.height * 3)
        let words = ImagePreprocessing(width: 5, height: 3)
        precondition(words.tensor(of: image).count == 45)
        precondition(image.centreCrop(width: 7, height: 300).pixels.count == 6300)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}

private func mendChecksums(of bytes: inout [UInt8]) {
    var place = 8
    while place + 8 <= bytes.count {
        let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
        let end = place + 8 + length
        guard end + 4 <= bytes.count else { return }
        let checksum = crc32(Array(bytes[place + 4..<end]))
        for index in 0..<4 { bytes[end + index] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * UInt32(index))) }
        place = end + 4
    }
}
