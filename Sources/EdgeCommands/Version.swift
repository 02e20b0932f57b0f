/// Which release this is; changed by hand with CHANGELOG.md.
enum Version {
    static let number = "0.1.0"
    static let date = "2026-11-21"
}
