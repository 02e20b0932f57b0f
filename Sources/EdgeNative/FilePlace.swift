/// Where a file is, as callers write it.
enum FilePlace {
    /// The path of a `file:` URL of this machine; what is no such URL is a path already.
    static func path(of place: String) -> String {
        for start in ["file://localhost/", "file:///"] where place.lowercased().hasPrefix(start) {
            return decoded(place.utf8.dropFirst(start.utf8.count - 1))
        }
        return place
    }

    /// `%20` is a space.
    private static func decoded(_ text: Substring.UTF8View) -> String {
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"),
                let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
