import EdgeRecords

/// CPUs that one piece of evidence puts together; the strongest group comes first.
struct KindGroup {
    var cpus: CPUSet
    var basis: Device.CoreKind.Basis
    var name: String
    /// The design of its cores, where an Arm register tells it.
    var armDesign: ArmDesign?
}

/// What one source says of the kinds, and where it stood.
struct KindVerdict {
    /// No machine has more; a source that tells more apart is damaged.
    static let groupsAtMost = 16

    var groups: [KindGroup]
    var source: String
}
