import EdgeModels
import EdgeNative
import EdgeRecords

/// What our own engine makes of a model before it runs.
enum NativePlan {
    /// The record with the engine's memory plans, and why it has none where it has none.
    static func planned(_ choice: ModelChoice) -> (model: Model, remarks: [String]) {
        var model = choice.record
        guard model.format == .onnx else {
            return (model, choice.remarks + ["our own engine does not read \(model.format.title) files"])
        }
        var remarks: [String] = []
        for place in model.variants.indices {
            let precision = model.variants[place].precision
            let options = NativeOptions(precision: precision == .bf16 ? .bf16 : .fp32)
            guard let graph = try? choice.graph(precision, toBe: "planned") else { continue }
            do throws(NativeError) {
                model.variants[place].arenaBytes = try NativeModel(graph, options: options).arenaBytes
            } catch {
                remarks.append("our own engine cannot run it at \(precision.rawValue): \(error.what): \(error.why)")
            }
        }
        return (model, remarks)
    }
}
