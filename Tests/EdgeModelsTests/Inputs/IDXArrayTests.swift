import EdgeModels
import EdgePlatform
import Testing

@Suite struct IDXArrayTests {
    /// Two pictures of one row and three columns.
    static let pictures: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60]

    private static func packed(_ bytes: [UInt8]) -> [UInt8]? { Compression.gzip.pack(bytes) }

    @Test func `an array has the shape and the bytes that its file says`() throws {
        let tensor = try IDXArray.tensor(from: Self.pictures, named: "a-images-idx3-ubyte")
        #expect(tensor.shape == [2, 1, 3])
        #expect(tensor.elements == .u8([10, 20, 30, 40, 50, 60]))
    }

    @Test func `numbers of several bytes have the highest first`() throws {
        let tensor = try IDXArray.tensor(from: [0, 0, 0x0C, 1, 0, 0, 0, 2, 0, 0, 1, 2, 255, 255, 255, 255], named: "a")
        #expect(tensor.integers == [258, -1])
    }

    @Test func `a packed file is unpacked`() throws {
        let packed = try #require(Self.packed(Self.pictures))
        #expect(try IDXArray.tensor(from: packed, named: "a").elements == .u8([10, 20, 30, 40, 50, 60]))
        #expect(throws: InputError.self) { try IDXArray.tensor(from: packed.dropLast(6), named: "a") }
    }

    @Test(
        arguments: [
            ([], InputError.notThis(.idx, file: "a")), ([1, 2, 8, 1, 0, 0, 0, 1, 7], .notThis(.idx, file: "a")),
            (
                [0, 0, 7, 1, 0, 0, 0, 1, 7],
                .unsupported(.idx, file: "a", place: "header", feature: "elements of the type 7")
            ),
            ([0, 0, 8, 9], .tooLarge(.idx, file: "a", place: "header", limit: "8 dimensions")),
            ([0, 0, 8, 3, 0, 0, 0, 2], .truncated(.idx, file: "a", place: "header")),
            ([0, 0, 8, 1, 0, 0, 0, 2, 7], .truncated(.idx, file: "a", place: "elements")),
            (
                [0, 0, 14, 3, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255],
                .malformed(.idx, file: "a", place: "header", why: "no memory could hold an array of this shape")
            ),
        ] as [([UInt8], InputError)])
    func `what is no such array is refused`(bytes: [UInt8], error: InputError) {
        #expect(throws: error) { try IDXArray.tensor(from: bytes, named: "a") }
    }
}
