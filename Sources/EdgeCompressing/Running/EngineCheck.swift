import EdgeModels
import EdgeNative
import EdgeRecords

/// What our own engine makes of a network.
enum EngineCheck {
    static func native(_ graph: Graph) -> VariantCard.EngineSupport {
        do throws(NativeError) {
            let model = try NativeModel(graph)
            let plain = model.layers.filter { $0.kind.hasPrefix("plain ") }
            let how =
                plain.isEmpty
                ? "by kernels" : "\(plain.count) of \(model.layers.count) layers node by node, which is slow"
            return VariantCard.EngineSupport(engine: .native, runs: true, how: how)
        } catch {
            return VariantCard.EngineSupport(engine: .native, runs: false, how: "\(error.what): \(error.why)")
        }
    }
}
