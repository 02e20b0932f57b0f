/// What another library says of the live device; kept beside our own reading, never in its place.
struct WitnessAccount: Hashable, Sendable {
    /// The library and its version, as an explanation names it.
    var name: String
    var packages: Int?
    var physicalCores: Int?
    var logicalCPUs: Int?
    var numaNodes: Int?
    var coreKinds: Int?
    var memoryBytes: Int?
    var processorName: String?
    var microarchitecture: String?
    /// Between nodes, row by row; empty if it has none.
    var distances: [[Int]] = []
}

/// How asking a library went.
enum WitnessAnswer: Hashable, Sendable {
    case account(WitnessAccount)
    /// The library is not installed.
    case missing(library: String)
    /// It crashed, hung or refused.
    case failed(library: String)
}

/// The elements of an array inside a C structure, which Swift sees as a tuple.
func elements<Element: BitwiseCopyable>(of field: some Any, as type: Element.Type) -> [Element] {
    unsafe withUnsafeBytes(of: field) { bytes in unsafe Array(bytes.bindMemory(to: type)) }
}

/// A text that C left in such an array.
func text(of field: some Any) -> String {
    String(decoding: elements(of: field, as: UInt8.self).prefix { $0 != 0 }, as: UTF8.self)
}
