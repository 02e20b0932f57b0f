internal import EdgePlatform

/// A sample that is a file of its own.
struct LabelledFile: Sendable {
    let path: String
    let label: Int?

    private static let limitBytes = 256 << 20
    private static let endings: Set = ["png", "jpg", "jpeg", "npy"]

    /// Whether a file of this name can be a sample.
    static func isSample(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: "."), !name.hasPrefix(".") else { return false }
        return endings.contains(name[name.index(after: dot)...].lowercased())
    }

    func bytes() throws(LabelledDataError) -> [UInt8] {
        do throws(FileTreeError) {
            return try UserFile.bytes(of: path, limitBytes: Self.limitBytes)
        } catch {
            throw .file(error)
        }
    }

    func sample() throws(LabelledDataError) -> LabelledSample {
        let bytes = try bytes()
        do throws(InputError) {
            if bytes.starts(with: NumPyArray.magic) {
                return LabelledSample(
                    content: .tensor(try NumPyArray.tensor(from: bytes, named: path)), label: label)
            }
            return LabelledSample(content: .picture(try Image(decoding: bytes, named: path)), label: label)
        } catch {
            throw .input(error)
        }
    }
}
