public import EdgeRecords

/// hwloc's text form: one answer a line, `mask eax ebx ecx edx => eax ebx ecx edx` in hexadecimal.
///
/// Bit 0 of the mask says that the answer depends on the leaf (it always does), bit 2 that it does on the subleaf.
extension CPUIDTable {
    public static let textLimitBytes = 1 << 20
    public static let linesAtMost = 4096

    /// Reads a dump; lines that begin with `#` and empty ones are passed over.
    public init(text: String) throws(CPUIDTextError) {
        self.init()
        guard text.utf8.count <= Self.textLimitBytes else { throw .tooLarge(limitBytes: Self.textLimitBytes) }
        let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count <= Self.linesAtMost else { throw .tooManyLines(limit: Self.linesAtMost) }
        for (index, line) in lines.enumerated() {
            let words = line.split { $0 == 32 || $0 == 9 || $0 == 13 }
            guard let first = words.first, first.first != 35 else { continue }
            try insert(words: words, line: index + 1)
        }
    }

    private mutating func insert(words: [Substring.UTF8View.SubSequence], line: Int) throws(CPUIDTextError) {
        guard words.count == 10, words[5].elementsEqual("=>".utf8) else { throw .notAnAnswer(line: line) }
        var numbers: [UInt32] = []
        for (index, word) in words.enumerated() where index != 5 {
            guard let number = Self.number(word) else { throw .notANumber(line: line, word: index + 1) }
            numbers.append(number)
        }
        let mask = numbers[0]
        guard mask & 1 == 1, mask <= 0xf else { throw .unknownMask(line: line, mask: mask) }
        // CPUID takes no question in EBX or EDX: such a line answers one that nobody asks.
        if mask & 2 != 0 && numbers[2] != 0 || mask & 8 != 0 && numbers[4] != 0 { return }
        let registers = Registers(eax: numbers[5], ebx: numbers[6], ecx: numbers[7], edx: numbers[8])
        insert(registers, leaf: numbers[1], subleaf: mask & 4 != 0 ? numbers[3] : nil)
    }

    private static func number(_ word: Substring.UTF8View.SubSequence) -> UInt32? {
        guard (1...8).contains(word.count) else { return nil }
        var value: UInt32 = 0
        for byte in word {
            let digit: UInt8
            switch byte {
            case 48...57: digit = byte - 48
            case 97...102: digit = byte - 87
            case 65...70: digit = byte - 55
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The dump in the same form, which hwloc reads back.
    public var text: String {
        func hex(_ numbers: [UInt32]) -> String { numbers.map { String($0, radix: 16) }.joined(separator: " ") }
        var lines = ["# mask e[abcd]x => e[abcd]x"]
        // The processor's serial number stays where it is.
        for entry in entries where entry.leaf != 3 {
            let question = [entry.subleaf == nil ? 1 : 5, entry.leaf, 0, entry.subleaf ?? 0, 0]
            let answer = entry.registers
            lines.append(hex(question) + " => " + hex([answer.eax, answer.ebx, answer.ecx, answer.edx]))
        }
        return lines.joined(separator: "\n") + "\n"
    }
}

/// Why a text is no CPUID dump.
public enum CPUIDTextError: ExplainedError {
    case tooLarge(limitBytes: Int)
    case tooManyLines(limit: Int)
    case notAnAnswer(line: Int)
    case notANumber(line: Int, word: Int)
    case unknownMask(line: Int, mask: UInt32)

    public var what: String { "the CPUID dump could not be read" }

    public var `where`: String {
        switch self {
        case .tooLarge, .tooManyLines: "the whole dump"
        case .notAnAnswer(let line), .unknownMask(let line, _): "line \(line)"
        case .notANumber(let line, let word): "line \(line), word \(word)"
        }
    }

    public var why: String {
        switch self {
        case .tooLarge(let limit): "it is larger than \(limit) bytes"
        case .tooManyLines(let limit): "it has more than \(limit) lines"
        case .notAnAnswer: "the line is not of the form \"mask eax ebx ecx edx => eax ebx ecx edx\""
        case .notANumber: "it is not a hexadecimal number of 32 bits"
        case .unknownMask(_, let mask): "the mask \(String(mask, radix: 16)) is not one that hwloc writes"
        }
    }

    public var remedy: String { "make the dump again with hwloc-gather-cpuid or edgeplan probe --capture" }
}
