import EdgeModels
import EdgeNative
import EdgeRecords

/// What our own engine makes of a model before it runs.
enum NativePlan {
    /// The record with the engine's memory plans, and why it has none where it has none.
    static func planned(_ choice: ModelChoice) -> (model: Model, remarks: [String]) {
        var model = choice.record
        var remarks: [String] = []
        for place in model.variants.indices {
            let precision = model.variants[place].precision
            let options = NativeOptions(precision: precision == .bf16 ? .bf16 : .fp32)
            do throws(NativeError) {
                model.variants[place].arenaBytes = try NativeModel(choice.graph(precision), options: options)
                    .arenaBytes
            } catch {
                remarks.append("our own engine cannot run it at \(precision.rawValue): \(error.what): \(error.why)")
            }
        }
        return (model, remarks)
    }
}
