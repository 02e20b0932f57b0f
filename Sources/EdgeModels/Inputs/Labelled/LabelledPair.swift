internal import EdgePlatform

/// Pictures and labels in two IDX files with names alike, as the MNIST family has them.
enum LabelledPair {
    /// Whether a file is the pictures' one of a pair, by its name.
    static func isPictures(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.contains("-images") && (name.contains("idx3") || name.contains("idx4"))
    }

    /// The pictures to evaluate on in a folder: those of the test set, if it holds several.
    static func pictures(among names: [String]) -> String? {
        let all = names.filter(isPictures).sorted()
        return all.first { $0.hasPrefix("t10k") || $0.hasPrefix("test") } ?? all.first
    }

    /// The pictures to calibrate with in a folder: those of the training set, if it holds several.
    static func calibrationPictures(among names: [String]) -> String? {
        let all = names.filter(isPictures).sorted()
        return all.first { $0.hasPrefix("train") } ?? all.first
    }

    /// `t10k` of `t10k-images-idx3-ubyte.gz`.
    static func title(of name: String) -> String {
        name.firstRange(of: "-images").map { String(name[..<$0.lowerBound]) } ?? name
    }

    static func arrays(at path: String) throws(LabelledDataError) -> LabelledArrays {
        let beside = labels(beside: path)
        let samples = try LabelledData.bytes(of: path)
        let labels: [UInt8]
        do throws(LabelledDataError) {
            labels = try LabelledData.bytes(of: beside)
        } catch .file(.missing) {
            throw .noLabels(beside: path, expected: beside)
        }
        return try LabelledArrays(
            file: path, samples: try tensor(samples, named: path), labels: try tensor(labels, named: beside))
    }

    private static func tensor(_ bytes: [UInt8], named file: String) throws(LabelledDataError) -> Tensor {
        do throws(InputError) {
            return try IDXArray.tensor(from: bytes, named: file)
        } catch {
            throw .input(error)
        }
    }

    private static func labels(beside path: String) -> String {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
        let name = path.dropFirst(folder.count).replacing("-images", with: "-labels")
        return folder + name.replacing("idx3", with: "idx1").replacing("idx4", with: "idx1")
    }
}
