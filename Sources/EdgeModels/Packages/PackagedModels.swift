import CEdgeWeights
public import EdgeRecords

/// The models that can be installed, as `models/packages.json` lists them.
public enum PackagedModels {
    public static let all: [PackagedModel] = {
        var count = 0
        guard let start = unsafe ep_embedded_packages(&count) else { return [] }
        let text = unsafe Array(UnsafeBufferPointer(start: start, count: count))
        return (try? RecordText.decode(PackageList.self, from: text, file: "packages.json"))?.packages ?? []
    }()

    /// Nil if there is none of this name.
    public static func model(named name: String) -> PackagedModel? { all.first { $0.name == name } }
}
