/// Something doubtful that did not stop the work.
public struct Warning: Codable, Hashable, Sendable {
    public var what: String
    public var `where`: String
    public var why: String
    public var remedy: String

    public init(what: String, where place: String, why: String, remedy: String) {
        self.what = what
        self.where = place
        self.why = why
        self.remedy = remedy
    }
}
