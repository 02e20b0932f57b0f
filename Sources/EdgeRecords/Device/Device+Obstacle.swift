extension Device {
    /// Why a candidate cannot run on this device's accelerators; nil where it can, or needs none.
    ///
    /// An accelerator serves it if it is on the bus, has its driver, may be opened and has its libraries.
    public func obstacle(to candidate: Candidate) -> String? {
        obstacle(to: candidate.placement, for: candidate.engine, candidate.provider)
    }

    public func obstacle(to placement: Candidate.Placement, for engine: EngineName, _ provider: String?) -> String? {
        guard placement != .cpu else { return nil }
        let makers = Self.makers(of: provider ?? engine.rawValue)
        let kind = placement.rawValue.uppercased()
        let fitting = accelerators.filter { accelerator in
            accelerator.kind.rawValue == placement.rawValue
                && (makers.isEmpty || makers.contains { accelerator.vendor?.hasPrefix($0) == true })
        }
        guard !fitting.contains(where: \.isWhole) else { return nil }
        guard let nearest = fitting.max(by: { $0.facts.count { $0 } < $1.facts.count { $0 } }) else {
            let maker = makers.isEmpty ? "" : makers.joined(separator: " or ") + " "
            return "this device has no \(maker)\(kind)"
        }
        return "\(nearest.name ?? kind): \(nearest.reason ?? nearest.missing)"
    }

    /// Whose accelerators an engine or a provider drives; empty for all.
    private static func makers(of word: String) -> [String] {
        switch word {
        case "cuda", "tensorrt": ["NVIDIA"]
        case "qnn": ["Qualcomm"]
        case "openvino": ["Intel"]
        case "edgetpu": ["Google"]
        default: []
        }
    }
}

extension Device.Accelerator {
    fileprivate var facts: [Bool] { [onBus, driverBound, nodeOpenable == true, runtimePresent == true] }

    /// Whether all hold that have to.
    fileprivate var isWhole: Bool { usable && !facts.contains(false) }

    /// For a record that does not say why.
    fileprivate var missing: String {
        let names = ["it is not on the bus", "no driver is bound", "it cannot be opened", "its libraries are not here"]
        return zip(names, facts).first { !$1 }?.0 ?? "no engine here uses it"
    }
}
