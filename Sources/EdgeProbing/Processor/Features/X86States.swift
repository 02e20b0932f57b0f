import EdgePlatform

/// What one x86 CPU advertises and what its system lets programs use.
struct X86States {
    let table: CPUIDTable?
    /// The kernel's flags, under its own names.
    let listed: Set<String>?
    /// XCR0 of the running system.
    let savedStates: UInt64?

    /// Advertised names with whether they are enabled; nil if nothing was read.
    var names: [String: Bool?]? {
        guard table != nil || listed != nil else { return nil }
        var found: [String: Bool?] = [:]
        for feature in X86Features.all {
            let isListed = listed?.contains(feature.name)
            guard table.flatMap(feature.isAdvertised) ?? isListed ?? false else { continue }
            found[feature.name] = .some(isEnabled(feature, isListed: isListed))
        }
        return found
    }

    /// A kernel withholds a name that it knows if it or its user switched the extension off.
    private func isEnabled(_ feature: X86Features.Feature, isListed: Bool?) -> Bool? {
        guard let saved = savedStates ?? statesByFlags else { return nil }
        let isSaved = saved & feature.state.mask == feature.state.mask
        if isListed == false, !feature.isNew { return false }
        return isSaved
    }

    /// Flags imply the states that the kernel saves: it drops those whose registers it does not.
    private var statesByFlags: UInt64? {
        guard let listed else { return nil }
        var states: UInt64 = 0
        if listed.contains("avx") { states |= X86Features.State.avx.mask }
        if listed.contains("avx512f") { states |= X86Features.State.avx512.mask }
        if listed.contains("amx_tile") { states |= X86Features.State.amx.mask }
        if listed.contains("apx") { states |= X86Features.State.apx.mask }
        return states
    }
}
