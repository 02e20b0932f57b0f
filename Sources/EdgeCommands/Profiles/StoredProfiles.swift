import EdgePlatform
import EdgeRecords
import EdgeStoring

/// What the store knows of devices of one class.
struct StoredProfiles {
    struct Entry {
        let profile: Profile
        /// Of the profile as a record, as `sha256:` and its digits.
        let hash: String
    }

    /// The earliest first; runs that were cut short are among them, those of which all was measured again since are not.
    let entries: [Entry]

    /// The store's file, for errors.
    static func path(in folder: String) -> String { Store.path(in: folder) }

    init(of deviceClass: String, in folder: String) throws {
        guard UserFile.isThere(Store.path(in: folder)) else {
            entries = []
            return
        }
        let store = try Store(readingIn: folder)
        let telling = try store.tellingRuns(of: deviceClass)
        entries = try store.runs().reversed().filter { telling.contains($0.name) && $0.measurements > 0 }.map { run in
            let profile = try store.profile(run.name)
            let hash = try run.hash ?? "sha256:" + SHA256.hex(of: RecordText.encode(profile).utf8)
            return Entry(profile: profile, hash: hash)
        }
    }

    /// All of them as one.
    var joined: Profile? { Profile.joined(entries.map(\.profile)) }
}
