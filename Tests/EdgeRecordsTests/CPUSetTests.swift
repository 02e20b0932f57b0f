import EdgeRecords
import Testing

@Suite struct CPUSetTests {
    @Test(arguments: [
        ("0-3,8", [0, 1, 2, 3, 8]), ("", []), ("5\n", [5]), ("0-62:2/32", [0, 1, 32, 33]), (" 1 , 3 ", [1, 3]),
        ("6,7,10-11", [6, 7, 10, 11]),
    ])
    func `reads the kernel's list form`(text: String, cpus: [Int]) {
        #expect(CPUSet(list: text)?.elements == cpus)
    }

    @Test(arguments: [
        "a", "-1", "3-1", "0-", "0,,1", "99999", "16384", "0-3:0/4", "0-3:1", "1-2-3", "99999999999999999999",
    ])
    func `refuses a damaged list`(text: String) {
        #expect(CPUSet(list: text) == nil)
    }

    @Test(arguments: [0...0, 0...63, 63...64, 1...200, 64...127, 16_383...16_383, 0...16_383])
    func `a range of the list form is every CPU in it`(range: ClosedRange<Int>) {
        #expect(CPUSet(list: "\(range.lowerBound)-\(range.upperBound)") == CPUSet(Array(range)))
        #expect(CPUSet(Array(range)).elements == Array(range))
    }

    @Test(arguments: [("ff", Array(0..<8)), ("1,00000000", [32]), ("0", [])])
    func `reads the mask form`(text: String, cpus: [Int]) {
        #expect(CPUSet(mask: text)?.elements == cpus)
    }

    @Test(arguments: ["", "xyz", "123456789", "-1"])
    func `refuses a damaged mask`(text: String) {
        #expect(CPUSet(mask: text) == nil)
    }

    @Test func `writes the list form back`() {
        #expect(CPUSet([8, 0, 1, 2, 3, 64, 65]).listText == "0-3,8,64-65")
    }

    @Test func `equal sets compare equal however they came about`() {
        #expect(CPUSet([0, 200]).subtracting(CPUSet([200])) == CPUSet([0]))
    }
}
