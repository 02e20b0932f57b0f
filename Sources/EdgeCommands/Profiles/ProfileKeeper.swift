import EdgeRecords

/// Where a profile is kept while it grows: the store, or a file of the user's.
protocol ProfileKeeper: AnyObject {
    /// What an interrupted run had come to; nil if this one is new.
    var earlier: Profile? { get }
    /// When this returns the disk has it.
    func keep(_ profile: Profile) throws
    /// - Returns: what to tell of it.
    func finish(_ profile: Profile) throws -> String
}
