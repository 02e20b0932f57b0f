import EdgeModels
import Testing

@Suite("Tensors")
struct TensorTests {
    @Test("hold just as many elements as their shape says")
    func counts() throws {
        #expect(try Tensor(shape: [2, 3], elements: .f32(Array(repeating: 1, count: 6))).count == 6)
        #expect(throws: GraphError.self) { try Tensor(shape: [2, 3], elements: .f32([1])) }
        #expect(throws: GraphError.self) { try Tensor(shape: [-1], elements: .u8([])) }
        #expect(throws: GraphError.self) { try Tensor(shape: [1 << 40, 1 << 40], elements: .u8([])) }
    }

    @Test("of four bits keep two elements in a byte, the last one alone")
    func halfBytes() throws {
        #expect(try Tensor(shape: [3], elements: .s4([0x21, 0x03])).count == 3)
        #expect(throws: GraphError.self) { try Tensor(shape: [3], elements: .s4([0x21])) }
    }

    @Test("give integers only where shapes and axes are stored as such")
    func integers() {
        #expect(Tensor([1, 2]).integers == [1, 2])
        #expect(Tensor([1.0 as Float]).integers == nil)
    }
}
