import EdgeModels
import EdgeNative
import Glibc

// native write MODEL FOLDER: writes a network of the catalogue as ONNX files, with an input for it.
// native once MODEL.onnx PRECISION INPUT OUTPUT THREADS: load, first and steady milliseconds, KiB, what layers cost.
// native THREADS: for each line `MODEL.onnx PRECISION INPUT OUTPUT` one turn's times, in milliseconds.
let words = CommandLine.arguments
if words.count == 4, words[1] == "write" {
    try writeModel(named: words[2], to: words[3])
} else if words.count == 7, words[1] == "once", let threads = Int(words[6]) {
    try runOnce(path: words[2], precision: words[3], input: words[4], output: words[5], threads: threads)
} else if words.count == 2, let threads = Int(words[1]) {
    print("EdgePlan's own engine")
    fflush(nil)
    var known: [String: Subject] = [:]
    while let line = readLine() {
        let parts = line.split(separator: " ").map { String($0) }
        let name = parts[0] + parts[1]
        let subject =
            try known[name]
            ?? Subject(path: parts[0], precision: parts[1], input: parts[2], output: parts[3], threads: threads)
        known[name] = subject
        let (best, median) = try subject.turn()
        let times = [subject.loadNanoseconds, subject.firstNanoseconds, best, median]
        print(times.map { "\(Double($0) / 1e6)" }.joined(separator: " "), try subject.slowestLayer())
        // The asker waits for the line, and pipes are not flushed by themselves.
        fflush(nil)
    }
} else {
    print("usage: native write MODEL FOLDER | native once … | native THREADS")
}
