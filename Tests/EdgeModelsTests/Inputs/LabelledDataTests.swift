import EdgeModels
import EdgePlatform
import EdgeRecords
import EdgeTestSupport
import Testing

@Suite struct LabelledDataTests {
    private let folder = TemporaryFolder()

    private func add(_ name: String, numbers: [Float] = [1, 2]) throws {
        folder.addFile(name, try #require(NumPyArray.bytes(of: Tensor(numbers))))
    }

    private func labels(_ data: LabelledData) -> [Int?] { (0..<data.count).map { data.label(at: $0) } }

    @Test func `a folder for each class gives labels in the order of the alphabet`() throws {
        for name in ["dog", "cat"] { folder.addFolder(name) }
        try add("dog/1.npy", numbers: [3, 4])
        try add("cat/2.npy")
        try add("cat/10.npy")
        folder.addFile("cat/notes.txt", [1])
        let data = try LabelledData(at: folder.path)
        #expect(data.classes == ["cat", "dog"] && data.isOrderGuessed)
        #expect(labels(data) == [0, 0, 1])
        guard case .tensor(let tensor) = try data.sample(at: 2).content else { throw Wrong() }
        #expect(tensor.floats == [3, 4])
    }

    @Test func `folders with numbers for names are labels themselves`() throws {
        for name in ["10", "2"] {
            folder.addFolder(name)
            try add("\(name)/a.npy")
        }
        let data = try LabelledData(at: folder.path)
        #expect(labels(data) == [2, 10] && data.classes == nil && !data.isOrderGuessed)
    }

    @Test func `names that the user gives decide, and a folder that is not among them is told`() throws {
        folder.addFolder("dog")
        try add("dog/1.npy")
        #expect(labels(try LabelledData(at: folder.path, classes: ["bird", "dog"])) == [1])
        #expect(throws: LabelledDataError.unknownClass("dog", place: folder.path(of: "dog"), known: ["bird"])) {
            try LabelledData(at: folder.path, classes: ["bird"])
        }
    }

    @Test func `files without a class are samples without labels`() throws {
        try add("1.npy")
        #expect(labels(try LabelledData(at: folder.path)) == [nil])
    }

    @Test func `a folder without samples is refused`() {
        folder.addFile("readme.txt", [1])
        #expect(throws: LabelledDataError.empty(folder.path)) { try LabelledData(at: folder.path) }
    }

    @Test func `a table names files beside it, with a heading or without`() throws {
        try add("a,b.npy")
        try add("c.npy")
        folder.addFile("t.csv", Array("file,label\n\"a,b.npy\", 3\r\nc.npy,0\n\n".utf8))
        let data = try LabelledData(at: folder.path(of: "t.csv"))
        #expect(labels(data) == [3, 0])
        #expect(try data.sample(at: 0).label == 3)
    }

    @Test(
        arguments: [
            ("a.npy\n", 1, "it has 1 cells where two are expected"),
            ("a.npy,1\nb.npy,\"2\n", 2, "a quote is not closed"),
            ("a.npy,1\nb.npy,\n", 2, "it has 2 cells where two are expected"),
        ] as [(String, Int, String)])
    func `a line that says no label is told with its number`(text: String, line: Int, why: String) {
        folder.addFile("t.csv", Array(text.utf8))
        let path = folder.path(of: "t.csv")
        #expect(throws: LabelledDataError.badLine(file: path, line: line, why: why)) { try LabelledData(at: path) }
    }

    @Test func `pictures and labels of a pair belong together, the test set's before others`() throws {
        for set in ["train", "t10k"] {
            folder.addFile("\(set)-images-idx3-ubyte", IDXArrayTests.pictures)
            folder.addFile("\(set)-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2] + (set == "train" ? [1, 1] : [4, 9]))
        }
        let data = try LabelledData(at: folder.path)
        #expect(labels(data) == [4, 9])
        guard case .picture(let picture) = try data.sample(at: 1).content else { throw Wrong() }
        #expect(picture.greys == [40, 50, 60] && picture.width == 3)
        #expect(data.name.hasSuffix(", t10k"))
        let train = try LabelledData(at: folder.path(of: "train-images-idx3-ubyte"))
        #expect(labels(train) == [1, 1])
        #expect(try train.hash() != data.hash())
    }

    @Test func `a pair without labels, or with another count of them, is refused`() {
        let path = folder.path(of: "t10k-images-idx3-ubyte")
        let beside = folder.path(of: "t10k-labels-idx1-ubyte")
        folder.addFile("t10k-images-idx3-ubyte", IDXArrayTests.pictures)
        #expect(throws: LabelledDataError.noLabels(beside: path, expected: beside)) { try LabelledData(at: path) }
        folder.addFile("t10k-labels-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 4])
        #expect(throws: LabelledDataError.counts(path, samples: 2, labels: 1)) { try LabelledData(at: path) }
    }

    @Test func `an archive has samples in x and labels in y`() throws {
        folder.addFile("a.npz", Pictures.bytes("plain.npz"))
        let path = folder.path(of: "a.npz")
        #expect(throws: LabelledDataError.noArray(path, name: "x")) { try LabelledData(at: path) }
    }

    @Test func `what is neither is refused, and what is missing is told as that`() {
        folder.addFile("a.txt", [1])
        let path = folder.path(of: "a.txt")
        #expect(throws: LabelledDataError.unknownForm(path)) { try LabelledData(at: path) }
        #expect(throws: LabelledDataError.file(.missing(path: folder.path(of: "b.txt")))) {
            try LabelledData(at: folder.path(of: "b.txt"))
        }
    }

    @Test func `a part of the samples is spread over all`() throws {
        for number in 0..<10 { try add("\(number).npy") }
        let data = try LabelledData(at: folder.path)
        #expect(data.places(atMost: 4) == [0, 2, 5, 7])
        #expect(data.places(atMost: 40).count == 10)
    }

    @Test func `the same files and labels have the same hash, others another`() throws {
        folder.addFolder("0")
        try add("0/a.npy")
        let before = try LabelledData(at: folder.path).hash()
        #expect(try LabelledData(at: folder.path).hash() == before)
        try add("0/a.npy", numbers: [5])
        #expect(try LabelledData(at: folder.path).hash() != before)
    }

    private struct Wrong: Error {}
}
