import EdgeModels
import EdgeRecords
import Testing

@Suite("A model's words on how pictures are prepared")
struct ImagePreprocessingTests {
    @Test("are read back as they were written")
    func roundTrip() throws {
        var words = ImagePreprocessing(width: 224, height: 192)
        words.shorterSide = 256
        words.interpolation = .bicubic
        words.mean = [127, 127, 127]
        words.deviation = [128, 128, 128]
        words.channels = .bgr
        #expect(try ImagePreprocessing(record: words.record) == words)
    }

    @Test("give planes of normalized colours")
    func planes() throws {
        var words = ImagePreprocessing(width: 2, height: 1)
        words.mean = [127, 127, 127]
        words.deviation = [128, 128, 2]
        let image = try Pictures.image(width: 2, height: 1) { x, _, colour in 255 - x * 128 - colour }
        let tensor = words.tensor(of: image)
        #expect(tensor.shape == [1, 3, 1, 2])
        #expect(tensor.floats == [1, 0, 0.992_187_5, -0.007_812_5, 63, -1])
        words.channels = .bgr
        #expect(words.tensor(of: image).floats == [63, -1, 0.992_187_5, -0.007_812_5, 1, 0])
    }

    @Test(
        "are refused where a key is not known or a value makes no sense",
        arguments: [
            (["width": 1], PreprocessingError.missing("width and height")),
            (["width": 1, "height": 1, "stdev": 1], .unknownKey("stdev")),
            (["width": 0, "height": 1], .badValue("width")),
            (["width": 1, "height": 1, "mean": [1, 2]], .badValue("mean")),
            (["width": 1, "height": 1, "deviation": [1, 0, 1]], .badValue("deviation")),
            (["width": 1, "height": 1, "interpolation": "best"], .badValue("interpolation")),
        ] as [([String: JSONValue], PreprocessingError)])
    func refusals(record: [String: JSONValue], error: PreprocessingError) {
        #expect(throws: error) { try ImagePreprocessing(record: record) }
    }
}
