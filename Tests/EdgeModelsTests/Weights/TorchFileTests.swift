import EdgeModels
import EdgeTestSupport
import Testing

@Suite struct TorchFileTests {
    private static func sample() -> [UInt8] {
        var file = TorchBytes()
        file.add("a.weight", [2, 3], [1, 2, 3, 4, 5, 6])
        file.add("b.bias", [2], [7, 8, 9], offset: 1)
        return file.bytes
    }

    @Test func `tensors have their names in the file's order, their shapes and their numbers`() throws {
        let file = try TorchFile(Self.sample(), named: "a.pth")
        #expect(file.names == ["a.weight", "b.bias"])
        #expect(file.tensor(named: "a.weight")?.shape == [2, 3])
        #expect(file.tensor(named: "a.weight")?.floats == [1, 2, 3, 4, 5, 6])
        #expect(file.tensor(named: "b.bias")?.floats == [8, 9])
        #expect(file.tensor(named: "c") == nil)
    }

    @Test func `a view with other strides is laid out row by row`() throws {
        var bytes = TorchBytes()
        bytes.add("turned", [3, 2], [1, 2, 3, 4, 5, 6], strides: [1, 3])
        #expect(try TorchFile(bytes.bytes, named: "a").tensor(named: "turned")?.floats == [1, 4, 2, 5, 3, 6])
    }

    @Test func `an object that is no tensor is refused by its name, and nothing is run`() {
        let bytes =
            TorchBytes.start + [0x80, 2] + Array("cos\nsystem\n(".utf8) + TorchBytes.text("true") + Array("tR.".utf8)
        #expect(
            throws: InputError.unsupported(
                .torch, file: "a", place: "byte \(TorchBytes.start.count + 13)", feature: "the Python object os system")
        ) { try TorchFile(bytes, named: "a") }
    }

    @Test(
        arguments: [
            (offset: 0, strides: [3, 2], count: 6), (offset: 1, strides: [3, 1], count: 6), (0, [-1, 1], 6),
            (0, [3, Int(Int32.max)], 6), (-1, [3, 1], 6), (0, [0, 0], 5),
        ] as [(offset: Int, strides: [Int], count: Int)])
    func `a tensor that reaches past its storage is refused`(offset: Int, strides: [Int], count: Int) {
        var bytes = TorchBytes()
        bytes.add("t", [2, 3], Array(repeating: 1, count: count), offset: offset, strides: strides)
        #expect(
            throws: InputError.malformed(.torch, file: "a", place: "t", why: "it reaches past its storage")
        ) { try TorchFile(bytes.bytes, named: "a") }
    }

    @Test func `a storage of another size, or more after the last, is refused`() {
        var bytes = TorchBytes()
        bytes.add("t", [2], [1, 2], claimed: 3)
        #expect(throws: InputError.self) { try TorchFile(bytes.bytes, named: "a") }
        #expect(throws: InputError.self) { try TorchFile(Self.sample() + [0], named: "a") }
    }

    @Test func `values that lie too deep in one another are refused before they could harm`() {
        let bytes = TorchBytes.start + [0x80, 2] + Array(")".utf8) + Array(repeating: 0x85, count: 100_000)
        #expect(throws: InputError.self) { try TorchFile(bytes, named: "a") }
    }

    @Test func `a file cut off anywhere is refused, never a crash`() {
        let whole = Self.sample()
        for end in whole.indices {
            #expect(throws: InputError.self) { try TorchFile(Array(whole[..<end]), named: "a") }
        }
    }

    @Test(arguments: 0..<200)
    func `a file with damaged bytes is refused, or reads as tensors that hold together`(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        var bytes = Self.sample()
        for _ in 0..<3 { bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random) }
        guard let file = try? TorchFile(bytes, named: "a") else { return }
        for name in file.names {
            let tensor = file.tensor(named: name)
            #expect(tensor?.floats?.count == tensor?.shape.reduce(1, *))
        }
    }
}
