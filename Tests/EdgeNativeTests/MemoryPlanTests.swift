import EdgeKernels
import EdgeModels
import Testing

@testable import EdgeNative

@Suite("A memory plan")
struct MemoryPlanTests {
    private struct Nothing: EdgeNative.Operation {
        let kind = "nothing"
        func prepare(on memory: LayerMemory) throws(EdgeKernels.KernelError) -> PreparedKernel {
            throw .badShape(kernel: kind)
        }
    }

    /// Layers in a chain, each of which also reads what lies `back` before it.
    private static func chain(_ sizes: [Int], back: Int = 1) -> Network {
        var network = Network()
        let all = sizes.map { network.add(Storage(name: "", type: .u8, count: $0)) }
        for number in 1..<all.count {
            let inputs = Set([number - 1, max(number - back, 0)]).map { all[$0] }
            network.layers.append(
                Layer(name: "", work: .kernels(Nothing()), inputs: inputs, outputs: [all[number]]))
        }
        network.inputs = [Network.Port(name: "in", shape: [], type: .u8, place: .storage(all[0]))]
        network.outputs = [Network.Port(name: "out", shape: [], type: .u8, place: .storage(all[all.count - 1]))]
        return network
    }

    @Test("needs no more than what is used at once")
    func reuses() {
        let plan = MemoryPlan(Self.chain([64, 640, 1280, 640, 1280, 64]))
        // The ends are kept; between them at most 640 and 1280 are there at a time.
        #expect(plan.bytes == 64 + 64 + 1920)
        #expect(plan.offsets.allSatisfy { $0 % 64 == 0 })
    }

    @Test("never gives two storages the same place at the same time", arguments: [1, 2, 3, 5])
    func separates(back: Int) {
        let network = Self.chain([100, 500, 60, 900, 64, 65, 300, 1, 700, 128], back: back)
        let plan = MemoryPlan(network)
        for (number, layer) in network.layers.enumerated() {
            let present = network.storages.indices.filter { index in
                let id = StorageID(index: index)
                let uses = network.layers.indices.filter {
                    (network.layers[$0].inputs + network.layers[$0].outputs).contains(id)
                }
                return (uses.min() ?? 0)...(uses.max() ?? 0) ~= number
            }
            for (place, left) in present.enumerated() {
                for right in present[(place + 1)...] {
                    let (a, b) = (plan.offsets[left], plan.offsets[right])
                    let isApart =
                        a + network.storages[left].bytes <= b || b + network.storages[right].bytes <= a
                    #expect(isApart, "storages \(left) and \(right) at layer \(number) \(layer.name)")
                }
            }
        }
    }
}
