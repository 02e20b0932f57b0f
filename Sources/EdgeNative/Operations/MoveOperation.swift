import EdgeKernels
import EdgeModels

/// Elements in another order, or some of them, whatever they stand for.
struct MoveOperation: Operation {
    let movement: Movement
    let type: ElementType
    let kind: String

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        switch type.bits {
        case 8:
            try PreparedKernel(
                on: memory.arena, moving: movement, from: memory.input(0, of: UInt8.self),
                to: memory.output(of: UInt8.self))
        case 16:
            try PreparedKernel(
                on: memory.arena, moving: movement, from: memory.input(0, of: UInt16.self),
                to: memory.output(of: UInt16.self))
        default:
            try PreparedKernel(
                on: memory.arena, moving: movement, from: memory.input(0, of: Float.self),
                to: memory.output(of: Float.self))
        }
    }
}
