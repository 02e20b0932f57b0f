internal import EdgePlatform

/// Several tensors by name, as NumPy keeps them in files of the ending `.npz`.
public enum NumPyArchive {
    /// Of all arrays together, unpacked.
    private static let limitBytes = 4 << 30

    public static func tensors(
        from bytes: [UInt8], named file: String
    ) throws(InputError) -> [(name: String, tensor: Tensor)] {
        let zip = try open(bytes, file)
        var tensors: [(name: String, tensor: Tensor)] = []
        var rest = limitBytes
        for member in zip.members where member.name.hasSuffix(".npy") {
            let content = try content(of: member, in: zip, limitBytes: rest, file)
            rest -= content.count
            let tensor = try NumPyArray.tensor(from: content, named: "\(file): \(member.name)")
            tensors.append((String(member.name.dropLast(4)), tensor))
        }
        return tensors
    }

    private static func open(_ bytes: [UInt8], _ file: String) throws(InputError) -> ZipFile {
        do throws(ZipError) { return try ZipFile(bytes, named: file) } catch {
            throw InputError(error, file: file)
        }
    }

    private static func content(
        of member: ZipFile.Member, in zip: ZipFile, limitBytes: Int, _ file: String
    ) throws(InputError) -> [UInt8] {
        do throws(ZipError) { return try zip.content(of: member, limitBytes: limitBytes) } catch {
            throw InputError(error, file: file)
        }
    }
}

extension InputError {
    fileprivate init(_ error: ZipError, file: String) {
        self =
            switch error {
            case .notAZip: .notThis(.numpyArchive, file: file)
            case .damaged(_, let member):
                .malformed(.numpyArchive, file: file, place: member, why: error.why)
            case .unsupported(_, let member, let feature):
                .unsupported(.numpyArchive, file: file, place: member, feature: feature)
            case .tooLarge(_, let member, let limit):
                .tooLarge(.numpyArchive, file: file, place: member, limit: "\(limit) bytes")
            case .noMemory: .noMemory(.numpyArchive, file: file)
            }
    }
}
