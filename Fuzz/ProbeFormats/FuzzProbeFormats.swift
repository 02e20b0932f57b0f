import EdgeProbing
import EdgeRecords

/// Called by libFuzzer with one input after another: the first byte chooses the format.
@c(LLVMFuzzerTestOneInput)
public func fuzzProbeFormats(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    guard let format = unsafe bytes.first else { return 0 }
    let text = unsafe String(decoding: bytes.dropFirst(), as: UTF8.self)
    switch format % 3 {
    case 0: readList(text)
    case 1: readMask(text)
    default: readProcessors(text)
    }
    return 0
}

/// What is read as a list is written as one that reads the same.
private func readList(_ text: String) {
    guard let set = CPUSet(list: text) else { return }
    precondition(CPUSet(list: set.listText) == set)
    precondition(set.count <= CPUSet.capacity)
}

private func readMask(_ text: String) {
    guard let set = CPUSet(mask: text) else { return }
    precondition(set.elements.count == set.count)
}

private func readProcessors(_ text: String) {
    let info = CPUInfo.parse(text)
    precondition(info.cpus.count <= CPUSet.capacity)
    precondition(zip(info.cpus, info.cpus.dropFirst()).allSatisfy { $0 < $1 })
    for cpu in info.cpus.prefix(4) {
        precondition(info.value("Serial", cpu: cpu) == nil)
        _ = info.value("flags", cpu: cpu)
    }
}

#if !FUZZING
    /// Without libFuzzer: reads the words of the command line once, so that the target always links.
    @main
    enum Replay {
        static func main() {
            for word in CommandLine.arguments.dropFirst() {
                var bytes = Array(word.utf8)
                _ = unsafe bytes.withUnsafeMutableBufferPointer { unsafe fuzzProbeFormats($0.baseAddress, $0.count) }
            }
        }
    }
#endif
