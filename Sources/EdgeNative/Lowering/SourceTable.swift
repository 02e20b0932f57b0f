import EdgeModels

/// What each value of the graph has become, with what it was before, so that an attempt can be taken back.
struct SourceTable {
    private var sources: [ValueID: Lowering.Source] = [:]
    private var changes: [(value: ValueID, before: Lowering.Source?)] = []

    subscript(_ value: ValueID) -> Lowering.Source? {
        get { sources[value] }
        set {
            changes.append((value, sources[value]))
            sources[value] = newValue
        }
    }

    /// From here on changes can be taken back.
    mutating func begin() { changes.removeAll(keepingCapacity: true) }

    /// As it was when `begin` was called.
    mutating func takeBack() {
        for (value, before) in changes.reversed() { sources[value] = before }
        changes.removeAll(keepingCapacity: true)
    }
}
