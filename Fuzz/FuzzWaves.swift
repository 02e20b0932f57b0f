import EdgeModels
import EdgePlatform
import EdgeRecords

func fuzzWaves(_ bytes: [UInt8]) {
    do throws(InputError) {
        let sound = try Sound(wave: bytes, named: "fuzz.wav")
        precondition(sound.channels > 0 && sound.samples.count % sound.channels == 0)
        precondition(sound.mono.count == sound.samples.count / sound.channels)
    } catch {
        precondition(!error.where.isEmpty && !error.why.isEmpty && !error.remedy.isEmpty)
    }
}
