import EdgeModels
import EdgeRecords
import Foundation
import Testing

@Suite("Log-mel features")
struct LogMelFeaturesTests {
    /// A tone that rises, in noise that is the same each time.
    static let sound = Sound(
        samplesPerSecond: 16_000, channels: 1,
        samples: (0..<2748).map { place in
            let time = Double(place) / 16_000
            let noise = 0.01 * Double((place * 7919) % 101 - 50) / 50
            return Float(0.4 * sin(2 * .pi * (200 + 9000 * time) * time) + noise)
        })

    // What librosa 0.11 gives for the same samples, put together as MLPerf Tiny's reference does.
    @Test("are those of the reference")
    func reference() throws {
        let windows = LogMelFeatures().windows(of: Self.sound.samples)
        #expect(windows.map(\.count) == [640, 640])
        let expected: [(place: Int, decibels: Float)] = [
            (0, 1.695), (1, 2.977), (20, 9.521), (63, -33.614), (127, -45.839), (128, -49.474), (300, 8.989),
            (511, -42.693), (639, -42.693),
        ]
        for (place, decibels) in expected {
            #expect(abs(windows[0][place] - decibels) < 0.01, "\(place): \(windows[0][place])")
        }
    }

    @Test("are made of a sound as a model's record says, if it has enough samples of the right rate")
    func preparation() throws {
        let model = try #require(Catalogue.model(named: "anomaly-auto-encoder"))
        var record = model.record(withLayers: false).preprocessing
        record["windows"] = .integer(1)
        let preparation = try SoundPreprocessing(record: record)
        #expect(try preparation.tensor(of: Self.sound, named: "a.wav").shape == [1, 640])
        let slow = Sound(samplesPerSecond: 8000, channels: 1, samples: Self.sound.samples)
        #expect(throws: PreprocessingError.sampleRate("a.wav", found: 8000, wanted: 16_000)) {
            try preparation.tensor(of: slow, named: "a.wav")
        }
        let short = Sound(samplesPerSecond: 16_000, channels: 1, samples: [0, 1])
        #expect(throws: PreprocessingError.tooShort("a.wav", samples: 2)) {
            try preparation.tensor(of: short, named: "a.wav")
        }
        #expect(throws: PreprocessingError.badValue("windowSamples")) {
            try SoundPreprocessing(record: ["features": .string("log-mel"), "windowSamples": .integer(1000)])
        }
        #expect(throws: PreprocessingError.unknownKey("colour")) {
            try SoundPreprocessing(record: ["features": .string("log-mel"), "colour": .integer(1)])
        }
    }

    @Test("are no other front end than the keyword spotter's where its record says so")
    func speech() throws {
        let model = try #require(Catalogue.model(named: "ds-cnn"))
        let record = model.record(withLayers: false).preprocessing
        let tensor = try SoundPreprocessing(record: record).tensor(of: Self.sound, named: "a.wav")
        #expect(tensor.shape == [1, 1, 49, 10])
        #expect(tensor.floats == SpeechFeatures().coefficients(of: Self.sound.samples))
        #expect(throws: PreprocessingError.badValue("melBands")) {
            try SoundPreprocessing(record: ["features": .string("mfcc"), "melBands": .integer(41)])
        }
    }
}
