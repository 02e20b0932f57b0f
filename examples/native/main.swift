import EdgeModels
import EdgeNative
import Foundation

/// The label of the highest score.
func classify(_ picture: [Float], by session: Session) throws -> Int? {
    try session.write(picture.span, to: "input")
    try session.run()
    return try session.read("scores", as: Float.self) { scores in
        scores.indices.max { scores[$0] < scores[$1] }
    }
}

/// A network of a few nodes as an ONNX file; yours comes from a training framework.
let file = FileManager.default.temporaryDirectory.appending(path: "edgeplan-example-\(UUID()).onnx")
try Data(ONNXWriter.bytes(of: TinyClassifier.graph())).write(to: file)
defer { try? FileManager.default.removeItem(at: file) }

let model = try NativeModel.load(file.path)
let session = try Session(model, threads: 1)
for layer in model.layers { print("\(layer.name): \(layer.kind)") }
print("\(model.weightBytes) bytes of weights, \(model.arenaBytes) bytes for what flows between layers")

let dark = [Float](repeating: 0.1, count: 3 * 32 * 32)
let bright = [Float](repeating: 0.9, count: 3 * 32 * 32)
guard let first = try classify(dark, by: session), let second = try classify(bright, by: session) else {
    fatalError("there are no scores")
}
print("dark is \(first), bright is \(second)")
guard first != second else { fatalError("the classifier does not tell dark from bright") }

var notes = LayerNotes(session)
repeat { try session.run(noting: &notes) } while notes.runs < 5
for (layer, times) in zip(model.layers, notes.nanoseconds) { print(layer.name, times.min() ?? 0, "ns") }
