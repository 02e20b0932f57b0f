/// The ends of names that say how an archive is to be packed.
package enum ArchiveEnding: String, CaseIterable, Sendable {
    case plain = ".tar"
    case gzip = ".tar.gz"
    case shortGzip = ".tgz"
    case zstd = ".tar.zst"
    case shortZstd = ".tzst"

    package init?(of name: String) {
        guard let found = Self.allCases.first(where: { name.hasSuffix($0.rawValue) }) else { return nil }
        self = found
    }

    /// Nil if it is not packed at all.
    var compression: Compression? {
        switch self {
        case .plain: nil
        case .gzip, .shortGzip: .gzip
        case .zstd, .shortZstd: .zstd
        }
    }
}
