import EdgeModels
import Testing

@Suite("Safetensors files")
struct SafetensorsTests {
    static func file(_ header: String, content: [UInt8] = Array(0..<16), length: Int? = nil) -> [UInt8] {
        let length = UInt64(length ?? header.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) } + Array(header.utf8) + content
    }

    @Test("give tensors by their names")
    func tensors() throws {
        let file = try SafetensorsFile(
            Self.file(
                """
                {"__metadata__": {"format": "pt"}, "a": {"dtype": "U8", "shape": [2, 2], "data_offsets": [0, 4]},
                 "b": {"dtype": "BF16", "shape": [], "data_offsets": [4, 6]}}
                """), named: "w.safetensors")
        #expect(file.entries.keys.sorted() == ["a", "b"])
        #expect(file.tensor(named: "a") == (try Tensor(shape: [2, 2], elements: .u8([0, 1, 2, 3]))))
        #expect(file.tensor(named: "b") == (try Tensor(shape: [], elements: .bf16([0x0504]))))
        #expect(file.tensor(named: "c") == nil)
    }

    @Test(
        "are refused with the tensor that is wrong",
        arguments: [
            (#"{"a": {"dtype": "U8", "shape": [17], "data_offsets": [0, 17]}}"#, "a"),
            (#"{"a": {"dtype": "U8", "shape": [4], "data_offsets": [4, 0]}}"#, "a"),
            (#"{"a": {"dtype": "U8", "shape": [4], "data_offsets": [-4, 0]}}"#, "a"),
            (#"{"a": {"dtype": "F32", "shape": [4], "data_offsets": [0, 4]}}"#, "a"),
            (#"{"a": {"dtype": "F8_E5M2", "shape": [4], "data_offsets": [0, 4]}}"#, "a"),
            (#"{"a": {"dtype": "F64", "shape": [2305843009213693952, 2], "data_offsets": [0, 0]}}"#, "a"),
            (#"{"a": {"dtype": "U8", "shape": [1.5], "data_offsets": [0, 1]}}"#, "a"),
            (#"{"a": 3}"#, "a"), ("[]", "header"), ("{", "header, line 1, column 2"),
        ])
    func refusals(header: String, place: String) throws {
        let error = try #require(throws: InputError.self) { try SafetensorsFile(Self.file(header), named: "w") }
        #expect(error.where == "w: \(place)")
    }

    @Test("are refused where the header claims more than there is")
    func lengths() {
        #expect(throws: InputError.truncated(.safetensors, file: "w", place: "header")) {
            try SafetensorsFile(Self.file("{}", length: 100), named: "w")
        }
        #expect(throws: InputError.tooLarge(.safetensors, file: "w", place: "header", limit: "33554432 bytes")) {
            try SafetensorsFile(Self.file("{}", length: .max), named: "w")
        }
        #expect(throws: InputError.truncated(.safetensors, file: "w", place: "length of the header")) {
            try SafetensorsFile([1, 2], named: "w")
        }
    }
}
