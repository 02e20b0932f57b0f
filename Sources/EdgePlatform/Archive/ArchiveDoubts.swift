import EdgeRecords

/// What was wrong with single members: one warning a kind with its count, however many members there are.
struct ArchiveDoubts {
    /// In the order in which they are reported.
    enum Kind: Int, CaseIterable, Comparable {
        case climbing, absolute, tooLong, blocked, sparse, unknownType, lostLink, badHeader

        static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    private var counts: [Kind: (count: Int, first: String)] = [:]

    mutating func note(_ kind: Kind, _ path: String) {
        let earlier = counts[kind]
        counts[kind] = ((earlier?.count ?? 0) + 1, earlier?.first ?? path)
    }

    func warnings(archive: String) -> [Warning] {
        Kind.allCases.compactMap { kind in
            guard let (count, first) = counts[kind] else { return nil }
            let members = count == 1 ? "a member" : "\(count) members"
            let verb = count == 1 ? "was" : "were"
            return Warning(
                what: "\(members) of \(archive) \(verb) \(Self.outcome(kind))",
                where: "\(archive): \(String(first.prefix(200)))", why: Self.reason(kind),
                remedy: "pack the tree again with tar or edgeplan probe --capture")
        }
    }

    private static func outcome(_ kind: Kind) -> String {
        switch kind {
        case .absolute: "taken as relative to the root"
        case .badHeader: "taken without the extended header"
        default: "left out"
        }
    }

    private static func reason(_ kind: Kind) -> String {
        switch kind {
        case .climbing: "its path climbs out of the archive with .."
        case .absolute: "its path begins at the root"
        case .tooLong: "its path is too long or too deep"
        case .blocked: "a file or a link of that name stands in its way, or its folder has too many entries"
        case .sparse: "it is stored as a sparse file, which is not read here"
        case .unknownType: "its type is not known"
        case .lostLink: "it is a hard link to a file that is not in the archive before it"
        case .badHeader: "the extended header in front of it is too large or not well formed"
        }
    }
}
