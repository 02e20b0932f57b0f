import EdgeModels
import Testing

@Suite("NumPy arrays")
struct NumPyArrayTests {
    /// A file of version 1 with that header and those elements.
    static func file(_ header: String, _ elements: [UInt8]) -> [UInt8] {
        [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + Array(header.utf8) + elements
    }

    @Test("come back as they were written, of every type that NumPy has")
    func roundTrip() throws {
        let all: [Elements] = [
            .f32([1.5, -2]), .f64([1e300, 0]), .f16([0x3C00, 0xC000]), .u8([1, 255]), .s8([-1, 127]),
            .u16([1, 65_535]), .s16([-2, 300]), .u32([7, .max]), .s32([.min, 4]), .u64([.max, 0]), .s64([-1, .max]),
            .bool([true, false]),
        ]
        for elements in all {
            let tensor = try Tensor(shape: [2, 1], elements: elements)
            let bytes = try #require(NumPyArray.bytes(of: tensor))
            #expect(bytes.count % 64 == tensor.type.bits / 8 * 2)
            #expect(try NumPyArray.tensor(from: bytes, named: "a.npy") == tensor)
        }
        #expect(NumPyArray.bytes(of: try Tensor(shape: [1], elements: .bf16([0]))) == nil)
    }

    @Test("in columns are turned into rows, the upper byte first or last")
    func columns() throws {
        let file = Self.file(
            "{'descr': '>i2', 'fortran_order': True, 'shape': (2, 3), }", [0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 1, 0])
        let tensor = try NumPyArray.tensor(from: file, named: "a.npy")
        #expect(tensor.shape == [2, 3])
        #expect(tensor.elements == .s16([1, 3, 5, 2, 4, 256]))
    }

    @Test("without dimensions hold one number")
    func scalar() throws {
        let file = Self.file("{\"shape\": (), 'fortran_order': False, 'descr': '|u1'}", [9])
        #expect(try NumPyArray.tensor(from: file, named: "a.npy") == Tensor(shape: [], elements: .u8([9])))
    }

    @Test(
        "are refused with the place where they are wrong",
        arguments: [
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }", "elements"),
            (
                "{'descr': '<f4', 'fortran_order': False, 'shape': (4611686018427387904, 4611686018427387904), }",
                "header"
            ),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (2305843009213693952,), }", "header"),
            ("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }", "header"),
            ("{'descr': '<f4', 'fortran_order': False}", "header"),
            ("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", "header"),
            ("{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", "header"),
            ("['descr']", "header"), ("", "header"),
        ])
    func refusals(header: String, place: String) throws {
        let error = try #require(throws: InputError.self) {
            try NumPyArray.tensor(from: Self.file(header, [0, 0, 0, 0]), named: "a.npy")
        }
        #expect(error.where == "a.npy: \(place)")
        #expect(!error.why.isEmpty)
    }
}
