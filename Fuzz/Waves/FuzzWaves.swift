import EdgeModels
import EdgePlatform
import EdgeRecords

/// Called by libFuzzer with one input after another.
@c(LLVMFuzzerTestOneInput)
public func fuzzWaves(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
    do throws(InputError) {
        let sound = try Sound(wave: bytes, named: "fuzz.wav")
        precondition(sound.channels > 0 && sound.samples.count % sound.channels == 0)
        precondition(sound.mono.count == sound.samples.count / sound.channels)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
    return 0
}

#if !FUZZING
    /// Without libFuzzer: reads the files that the command line names, so that a finding can be replayed.
    @main
    enum Replay {
        static func main() throws {
            for path in CommandLine.arguments.dropFirst() {
                var bytes = try UserFile.bytes(of: path, limitBytes: 1 << 30)
                _ = unsafe bytes.withUnsafeMutableBufferPointer { unsafe fuzzWaves($0.baseAddress, $0.count) }
            }
        }
    }
#endif
