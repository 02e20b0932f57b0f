import EdgePlatform

/// What is wrong with a library that the loader refused: of one for another processor it only says that there is no such
/// file, and of a missing companion not whose it is.
enum LibraryFault {
    /// - Parameters:
    ///   - words: the loader's own.
    ///   - own: this machine's name, as the kernel has it.
    static func reason(of path: String, words: String, own: String? = LiveProcessor.architecture) -> String {
        guard path.contains("/"), let head = try? UserFile.head(of: path, count: 20).bytes else { return words }
        if let other = architecture(head), let own, other != own {
            return "it is made for \(other) processors, and this is \(own)"
        }
        let isOther = !words.hasPrefix(path) && words.contains("cannot open shared object file")
        return isOther ? "a library that it needs is missing: \(words)" : words
    }

    /// Of an ELF file, by the number of its machine; nil for what is none, and for one that is not known here.
    private static func architecture(_ head: [UInt8]) -> String? {
        guard head.count == 20, head.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
        let isBig = head[5] == 2
        let machine = isBig ? Int(head[18]) << 8 | Int(head[19]) : Int(head[19]) << 8 | Int(head[18])
        let is64 = head[4] == 2
        return switch machine {
        case 3: "i686"
        case 40: "armv7l"
        case 62: is64 ? "x86_64" : nil
        case 183: "aarch64"
        case 243: is64 ? "riscv64" : "riscv32"
        default: nil
        }
    }
}
