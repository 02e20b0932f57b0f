package import EdgeRecords

/// A model's file that an engine is to write anew, with other numbers.
package struct QuantizeOrder: Codable, Hashable, Sendable {
    package var from: String
    package var to: String
    package var precision: Precision
    package var threads: Int
    /// Whether the file's numbers have lost something already, and may lose more.
    package var isRequantized: Bool

    package init(from: String, to: String, precision: Precision, threads: Int, isRequantized: Bool) {
        (self.from, self.to, self.precision) = (from, to, precision)
        (self.threads, self.isRequantized) = (threads, isRequantized)
    }
}

/// A part of a text that a model is to read.
package struct PassageOrder: Codable, Hashable, Sendable {
    /// Which token of the text it begins with.
    package var start: Int
    package var count: Int
    /// Tokens before this one are only read, so that there is something to go by.
    package var firstJudged: Int

    package init(start: Int, count: Int, firstJudged: Int) {
        (self.start, self.count, self.firstJudged) = (start, count, firstJudged)
    }
}

/// How likely a model found the tokens of a passage, each after those before it.
package struct PassageLikelihood: Codable, Hashable, Sendable {
    package var tokens: Int
    /// Of natural logarithms, and of their squares.
    package var sum: Double
    package var squares: Double

    package init(tokens: Int, sum: Double, squares: Double) {
        (self.tokens, self.sum, self.squares) = (tokens, sum, squares)
    }
}

/// A sound whose words are wanted.
package struct SoundOrder: Codable, Hashable, Sendable {
    /// A WAV file.
    package var path: String
    /// As Whisper calls it: `en`.
    package var language: String

    package init(path: String, language: String) {
        (self.path, self.language) = (path, language)
    }
}

/// What is said in a sound.
package struct Transcript: Codable, Hashable, Sendable {
    package var text: String
    package var tokens: Int
    /// At the end of the sound.
    package var secondsLeftOut: Int

    package init(text: String, tokens: Int, secondsLeftOut: Int) {
        (self.text, self.tokens, self.secondsLeftOut) = (text, tokens, secondsLeftOut)
    }
}
