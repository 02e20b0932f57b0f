import EdgePlatform

/// The first byte chooses: the rest as it is, or with every block's checksum made right, without which hardly any
/// input would get past its first header.
func fuzzTar(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    var bytes = bytes
    if bytes.removeFirst() & 1 == 0 { mendChecksums(of: &bytes) }
    open(bytes)
}

private func open(_ bytes: [UInt8]) {
    var limits = ArchiveLimits()
    limits.totalBytes = 1 << 20
    limits.members = 100
    limits.fileBytes = 2048
    guard let tree = try? Archive.tree(from: bytes, named: "fuzz.tar", limits: limits) else { return }
    var folders = [""]
    // Links may lead from folder to folder for ever.
    for _ in 0..<200 {
        guard let folder = folders.popLast() else { return }
        for name in (try? tree.names(in: folder)) ?? [] {
            let path = folder + "/" + name
            precondition(!name.isEmpty && name != "..", "no step of a path is empty or climbs")
            if tree.kind(of: path) == .folder { folders.append(path) }
            if let content = try? tree.bytes(at: path) { precondition(content.count <= limits.fileBytes) }
            _ = tree.linkTarget(of: path)
        }
    }
}

private func mendChecksums(of bytes: inout [UInt8]) {
    for block in stride(from: 0, through: bytes.count - 512, by: 512) {
        for index in 148..<156 { bytes[block + index] = 32 }
        let sum = bytes[block..<block + 512].reduce(0) { $0 + Int($1) }
        for (index, digit) in String(sum, radix: 8).utf8.enumerated() { bytes[block + 148 + index] = digit }
    }
}
