import EdgeModels
import EdgeNative
import EdgeRecords

/// What our own engine makes of a model before it runs.
enum NativePlan {
    /// The record with the engine's memory plans, and why it has none where it has none.
    static func planned(_ choice: ModelChoice) -> (model: Model, remarks: [String]) {
        var model = choice.record
        var remarks: [String] = []
        // bf16 is not a precision of this engine yet.
        for place in model.variants.indices where model.variants[place].precision != .bf16 {
            let precision = model.variants[place].precision
            do throws(NativeError) {
                model.variants[place].arenaBytes = try NativeModel(choice.graph(precision)).arenaBytes
            } catch {
                remarks.append("our own engine cannot run it at \(precision.rawValue): \(error.what): \(error.why)")
            }
        }
        return (model, remarks)
    }
}
