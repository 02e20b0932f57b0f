public import EdgeRecords

/// What is done to a sound before a model hears it, as its record keeps it under `preprocessing`.
public enum SoundPreprocessing: Hashable, Sendable {
    /// Coefficients of a second of speech.
    case speech
    /// Rows of a spectrogram, and how many of them at most.
    case logMel(LogMelFeatures, windowsAtMost: Int)

    /// More would be hours of sound.
    public static let windowLimit = 1 << 16

    public func tensor(of sound: Sound, named file: String) throws(PreprocessingError) -> Tensor {
        let wanted =
            switch self {
            case .speech: SpeechFeatures.sampleRateHertz
            case .logMel(let features, _): features.sampleRateHertz
            }
        guard sound.samplesPerSecond == wanted else {
            throw .sampleRate(file, found: sound.samplesPerSecond, wanted: wanted)
        }
        switch self {
        case .speech:
            let numbers = SpeechFeatures().coefficients(of: sound.mono)
            return Tensor(
                unchecked: .f32(numbers), shape: [1, 1, SpeechFeatures.frames, SpeechFeatures.coefficients])
        case .logMel(let features, let most):
            let windows = features.windows(of: sound.mono).prefix(most)
            guard !windows.isEmpty else { throw .tooShort(file, samples: sound.mono.count) }
            return Tensor(
                unchecked: .f32(Array(windows.joined())), shape: [windows.count, features.frames * features.bands])
        }
    }
}

extension SoundPreprocessing {
    /// Reads what a model's record says.
    public init(record: [String: JSONValue]) throws(PreprocessingError) {
        switch record["features"] {
        case .string("mfcc")?:
            // The one front end of this kind: other numbers would be another one.
            for (key, value) in record.sorted(by: { $0.key < $1.key }) where key != "features" {
                guard let known = Preparation.speech[key] else { throw .unknownKey(key) }
                guard known == value else { throw .badValue(key) }
            }
            self = .speech
        case .string("log-mel")?: self = try Self.logMel(record)
        case nil: throw .missing("features")
        default: throw .badValue("features")
        }
    }

    private static func logMel(_ record: [String: JSONValue]) throws(PreprocessingError) -> Self {
        var features = LogMelFeatures()
        var most = windowLimit
        for (key, value) in record.sorted(by: { $0.key < $1.key }) where key != "features" {
            guard case .integer(let number) = value, number > 0 else { throw .badValue(key) }
            switch key {
            case "frames" where number <= 1024: features.frames = number
            case "melBands" where number <= 1024: features.bands = number
            case "sampleRateHertz" where number <= 1_000_000: features.sampleRateHertz = number
            case "strideSamples" where number <= 1 << 16: features.strideSamples = number
            case "windowSamples" where number > 1 && number <= 1 << 15 && number & (number - 1) == 0:
                features.windowSamples = number
            case "windows" where number <= windowLimit: most = number
            case "frames", "melBands", "sampleRateHertz", "strideSamples", "windowSamples", "windows":
                throw .badValue(key)
            default: throw .unknownKey(key)
            }
        }
        return .logMel(features, windowsAtMost: most)
    }
}
