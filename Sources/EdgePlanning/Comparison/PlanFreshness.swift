package import EdgeRecords

/// Looks at each fact that a plan stands on from a device as it is now.
package enum PlanFreshness {
    /// - Parameter engineVersions: of those that can be seen from here.
    package static func check(
        _ plan: Plan, on device: Device, programVersion: String, engineVersions: [EngineName: String]
    ) -> PlanCheck {
        let engine = plan.choice?.candidate.engine
        return PlanCheck(
            findings: plan.expires.map { expiry in
                let here: String? =
                    switch expiry.fact {
                    case "deviceClass": device.class
                    case "governor": device.processor.governor
                    case "boostEnabled": device.processor.boostEnabled.map { "\($0)" }
                    case "kernel": device.operatingSystem.kernel
                    case "programVersion": programVersion
                    case "engineVersion": engine.flatMap { engineVersions[$0] }
                    default: nil
                    }
                return .init(fact: expiry.fact, was: expiry.is, here: here)
            })
    }
}
