package import EdgeRecords

/// Looks at each fact that a plan stands on from a device as it is now.
package struct PlanFreshness {
    private let plan: Plan
    private let device: Device
    /// What can be seen from here beside the device's record, by the names that plans use.
    private let seen: [String: String]

    /// - Parameters:
    ///   - engineVersion: of the choice's engine; nil if it cannot be seen.
    ///   - modelHash: of the choice's file as it is here.
    package init(
        _ plan: Plan, on device: Device, programVersion: String, engineVersion: String? = nil, modelHash: String? = nil
    ) {
        self.plan = plan
        self.device = device
        var seen = ["programVersion": programVersion]
        seen["engineVersion"] = engineVersion
        seen["modelHash"] = modelHash
        seen["governor"] = device.processor.governor
        seen["boostEnabled"] = device.processor.boostEnabled.map { "\($0)" }
        seen["kernel"] = device.operatingSystem.kernel
        self.seen = seen
    }

    /// - Parameter onNearest: whether a plan for another class may be taken where nothing makes it impossible.
    package func check(onNearest: Bool = false) -> PlanCheck {
        var findings = [PlanCheck.Finding(fact: "deviceClass", was: plan.deviceClass, here: device.class)]
        findings += plan.expires.filter { $0.fact != "deviceClass" }
            .map { PlanCheck.Finding(fact: $0.fact, was: $0.is, here: seen[$0.fact]) }
        guard device.class != plan.deviceClass else { return PlanCheck(findings: findings) }
        findings += ClassDifference.findings(planned: plan.deviceClassKey, here: device.classKey)
        if onNearest { for place in findings.indices { findings[place].tolerate() } }
        return PlanCheck(findings: findings + obstacles)
    }

    /// What no leave can help over.
    private var obstacles: [PlanCheck.Finding] {
        guard let choice = plan.choice else { return [] }
        var obstacles: [PlanCheck.Finding] = []
        let usable = device.limits.usableCPUs
        if choice.candidate.threads > usable {
            obstacles.append(
                .init(fact: "threads", was: "\(choice.candidate.threads) needed", here: "\(usable) CPUs usable"))
        }
        if let peak = choice.peakMemoryBytes?.value, let memory = device.memory.usableBytes, peak > Double(memory) {
            obstacles.append(
                .init(
                    fact: "memory", was: "\(Judge.bytes(peak)) needed",
                    here: "\(NumberText.bytes(memory)) usable"))
        }
        return obstacles
    }
}

/// In which of the facts that decide its speed one device differs from another.
enum ClassDifference {
    /// - Parameters:
    ///   - planned: `name=value` joined by `|`; nil for a plan that does not tell.
    static func findings(planned: String?, here: String) -> [PlanCheck.Finding] {
        guard let planned else {
            return [.init(fact: "deviceClassKey", was: "not told by the plan", here: nil)]
        }
        let before = parts(of: planned)
        let now = parts(of: here)
        return Set(before.keys).union(now.keys).sorted().compactMap { name in
            before[name] == now[name]
                ? nil : .init(fact: "deviceClass." + name, was: before[name] ?? "", here: now[name] ?? "")
        }
    }

    private static func parts(of key: String) -> [String: String] {
        let pairs = key.split(separator: "|", omittingEmptySubsequences: true).map { part in
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(halves[0]), halves.count > 1 ? String(halves[1]) : "")
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
