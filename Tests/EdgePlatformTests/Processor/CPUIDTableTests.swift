import EdgePlatform
import Testing

@Suite struct CPUIDTableTests {
    private let text = """
        # mask e[abcd]x => e[abcd]x
        1 0 0 0 0 => 7 756e6547 6c65746e 49656e69
        1 1 0 0 0 => 106a5 100800 9ce3bd bfebfbff
        5 4 0 0 0 => 1c004121 1c0003f 3f 0
        5 4 0 1 0 => 1c004122 C0003F 7f 0
        5 4 0 2 0 => 0 0 0 0
        5 7 0 0 0 => 0 20 0 0

        1 80000000 0 0 0 => 80000004 0 0 0
        1 80000002 0 0 0 => 65746e49 2952286c 6f655820 2952286e
        1 80000003 0 0 0 => 55504320 20202020 20202020 45202020
        1 80000004 0 0 0 => 30353535 402020 0 0

        """

    @Test func `answers by leaf and subleaf`() throws {
        let table = try CPUIDTable(text: text)
        #expect(table[1]?.eax == 0x106a5)
        #expect(table[4, 1]?.ebx == 0xc0003f)
        #expect(table[1, 9] == table[1])
        #expect(table[2] == nil)
        #expect(table.subleaves(of: 4).map(\.eax) == [0x1c00_4121, 0x1c00_4122, 0])
    }

    @Test func `names maker and processor`() throws {
        let table = try CPUIDTable(text: text)
        #expect(table.vendorIdentifier == "GenuineIntel")
        #expect(table.brand == "Intel(R) Xeon(R) CPU           E5550  @")
        #expect(table.hypervisorIdentifier == nil)
    }

    @Test func `a leaf past the last is no answer`() throws {
        var table = try CPUIDTable(text: text)
        let registers = CPUIDTable.Registers(eax: 1, ebx: 2, ecx: 3, edx: 4)
        table.insert(registers, leaf: 0x1a, subleaf: 0)
        table.insert(registers, leaf: 7, subleaf: 1)
        table.insert(registers, leaf: 0x8000_0008, subleaf: nil)
        #expect(table[0x1a] == nil)
        #expect(table[7, 1] == nil)
        #expect(table[0x8000_0008] == nil)
    }

    @Test func `writes what it read`() throws {
        let table = try CPUIDTable(text: text)
        #expect(try CPUIDTable(text: table.text) == table)
        #expect(table.text.hasPrefix("# mask e[abcd]x => e[abcd]x\n1 0 0 0 0 => 7 756e6547 6c65746e 49656e69\n"))
    }

    @Test func `never writes the leaf of serial numbers`() throws {
        let table = try CPUIDTable(text: "1 0 0 0 0 => 3 0 0 0\n1 3 0 0 0 => 0 0 deadbeef 1234\n")
        #expect(!table.text.contains("deadbeef"))
    }

    @Test(arguments: [
        ("1 0 0 0 => 1 2 3 4", CPUIDTextError.notAnAnswer(line: 1)),
        ("#\n1 0 0 0 0 = 1 2 3 4", .notAnAnswer(line: 2)),
        ("1 0 0 0 0 => 1 2 3 4 5", .notAnAnswer(line: 1)),
        ("1 0 0 0 0 => 1 2 3 g", .notANumber(line: 1, word: 10)),
        ("1 0 0 0 0 => 123456789 2 3 4", .notANumber(line: 1, word: 7)),
        ("1 -1 0 0 0 => 1 2 3 4", .notANumber(line: 1, word: 2)),
        ("4 0 0 0 0 => 1 2 3 4", .unknownMask(line: 1, mask: 4)),
        ("ff 0 0 0 0 => 1 2 3 4", .unknownMask(line: 1, mask: 0xff)),
    ])
    func `refuses a damaged dump`(text: String, error: CPUIDTextError) {
        #expect(throws: error) { try CPUIDTable(text: text) }
    }

    @Test func `a dump that is cut or has one byte changed is read or refused, never worse`() {
        let bytes = Array(text.utf8)
        for index in bytes.indices {
            var changed = bytes
            changed[index] = UInt8(truncatingIfNeeded: index &* 37)
            for damaged in [Array(bytes[..<index]), changed] {
                let table = try? CPUIDTable(text: String(decoding: damaged, as: UTF8.self))
                #expect(table?.count ?? 0 <= 10)
                // Every way of asking, of a table that may lack anything.
                _ = table?.brand
                _ = table?.hypervisorIdentifier
                #expect(table?.subleaves(of: 4).count ?? 0 <= 3)
            }
        }
    }

    @Test func `refuses a dump that is too large or too long`() {
        let line = "1 0 0 0 0 => 1 2 3 4\n"
        #expect(throws: CPUIDTextError.tooManyLines(limit: CPUIDTable.linesAtMost)) {
            try CPUIDTable(text: String(repeating: line, count: CPUIDTable.linesAtMost + 1))
        }
        #expect(throws: CPUIDTextError.tooLarge(limitBytes: CPUIDTable.textLimitBytes)) {
            try CPUIDTable(text: String(repeating: " ", count: CPUIDTable.textLimitBytes + 1))
        }
    }
}
