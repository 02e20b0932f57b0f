import EdgeModels
import EdgeRecords
import Testing

@Suite("NumPy archives")
struct NumPyArchiveTests {
    @Test("give each array its name, packed or not", arguments: ["plain.npz", "packed.npz"])
    func arrays(_ name: String) throws {
        let arrays = try NumPyArchive.tensors(from: Pictures.bytes(name), named: name)
        #expect(arrays.map(\.name) == ["first", "second"])
        #expect(arrays.map(\.tensor.shape) == [[100], [2, 1]])
        #expect(arrays.first?.tensor.elements == .f32(Array(repeating: 1, count: 100)))
        #expect(arrays.last?.tensor.integers == [7, -7])
    }

    @Test("are refused where one byte of an array is another")
    func damaged() throws {
        var bytes = Pictures.bytes("plain.npz")
        bytes[200] ^= 0x10
        let error = try #require(throws: InputError.self) { try NumPyArchive.tensors(from: bytes, named: "a.npz") }
        #expect(error.where == "a.npz: first.npy")
    }

    @Test("are refused where they are cut off or no zip file")
    func cutOff() {
        let bytes = Pictures.bytes("packed.npz")
        #expect(throws: InputError.notThis(.numpyArchive, file: "a.npz")) {
            try NumPyArchive.tensors(from: bytes.dropLast(10), named: "a.npz")
        }
        #expect(throws: InputError.self) { try NumPyArchive.tensors(from: Array(bytes.dropFirst(40)), named: "a.npz") }
    }
}
