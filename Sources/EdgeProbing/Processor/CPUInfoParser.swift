import EdgeRecords

extension CPUInfo {
    /// The file of 576 CPUs has 1.1 MB.
    package static let limitBytes = 8 << 20

    /// Reads the text of any architecture; lines that it does not know are passed over.
    package static func parse(_ text: String) -> CPUInfo {
        var parser = CPUInfoParser()
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            parser.read(Substring(line))
        }
        return parser.ended()
    }
}

/// Takes the lines of `/proc/cpuinfo` one after another.
///
/// A blank line ends a CPU's block; fields outside any block hold for all. Kernels of the first 64-bit Arm devices
/// write the `processor` lines one below the other and then the fields once: lines without fields between them
/// share what follows.
private struct CPUInfoParser {
    private static let keyBytesAtMost = 64
    private static let valueBytesAtMost = 16_384
    private static let fieldsAtMost = 256

    /// Serial numbers are not kept even in passing.
    private static let secret: Set<String> = ["Serial", "identification", "serial"]

    private var info = CPUInfo()
    private var open: Int?

    mutating func read(_ line: Substring) {
        guard let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            if line.utf8.allSatisfy(isBlank) { open = nil }
            return
        }
        let key = trimmed(line[..<colon])
        let value = trimmed(line[line.utf8.index(after: colon)...])
        guard !key.isEmpty, key.utf8.count <= Self.keyBytesAtMost, value.utf8.count <= Self.valueBytesAtMost else {
            return
        }
        switch key {
        case "processor", "cpu number":
            if let cpu = Self.cpu(value) { begin(cpu) } else { keep(key, value) }
        default:
            if !readNumbered(key, value) { keep(key, value) }
        }
    }

    mutating func ended() -> CPUInfo {
        // A kernel for one CPU alone may not number it.
        if info.cpus.isEmpty, !Set(info.common.keys).isDisjoint(with: ["Processor", "cpu", "cpu model", "CPU", "isa"]) {
            info.cpus = [0]
        }
        info.cpus.sort()
        return info
    }

    /// Reads the numbered lines of s390x (`processor 0: version = FF,  …`) and sparc (`CPU6: online`).
    private mutating func readNumbered(_ key: Substring, _ value: Substring) -> Bool {
        if key.hasPrefix("processor "), let cpu = Self.cpu(trimmed(key.dropFirst(10))) {
            open = nil
            begin(cpu)
            for part in value.split(separator: ",", maxSplits: 16) {
                let sides = part.split(separator: "=", maxSplits: 1)
                if sides.count == 2 { keep(trimmed(sides[0]), trimmed(sides[1])) }
            }
            open = nil
            return true
        }
        guard key.hasPrefix("CPU"), let cpu = Self.cpu(key.dropFirst(3)) else { return false }
        if value == "online" {
            open = nil
            begin(cpu)
            open = nil
        }
        return true
    }

    /// A number that was there before goes on in its block: s390x writes two parts for each CPU.
    private mutating func begin(_ cpu: Int) {
        if let known = info.blockOfCPU[cpu] {
            open = known
            return
        }
        let isShared = open.map { info.blocks[$0].fields.isEmpty } ?? false
        if !isShared {
            info.blocks.append(CPUInfo.Block())
            open = info.blocks.count - 1
        }
        info.cpus.append(cpu)
        info.blockOfCPU[cpu] = open
    }

    private mutating func keep(_ key: Substring, _ value: Substring) {
        let name = String(key)
        guard !Self.secret.contains(name) else { return }
        guard let open else {
            if info.common.count < Self.fieldsAtMost, info.common[name] == nil { info.common[name] = String(value) }
            return
        }
        guard info.blocks[open].fields.count < Self.fieldsAtMost else { return }
        let number = info.keys.insert(name)
        info.blocks[open].fields.append((number, info.values.insert(String(value))))
    }

    private static func cpu(_ text: Substring) -> Int? {
        guard (1...5).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }),
            let cpu = Int(text), cpu < CPUSet.capacity
        else { return nil }
        return cpu
    }
}

/// Blank as the kernel writes it; byte by byte, since a mark that combines with a blank does not hide it.
private func isBlank(_ byte: UInt8) -> Bool { byte <= 32 }

private func trimmed(_ text: Substring) -> Substring {
    let bytes = text.utf8.drop(while: isBlank)
    guard let last = bytes.lastIndex(where: { !isBlank($0) }) else { return "" }
    return Substring(bytes[...last])
}
