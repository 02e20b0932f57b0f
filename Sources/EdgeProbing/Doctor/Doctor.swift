public import EdgeRecords

/// Says what works on a device, what does not, and the command that mends it.
///
/// Pure: everything it knows is in the device record and the sightings.
public struct Doctor: Sendable {
    let device: Device
    let sightings: DoctorSightings

    public init(device: Device, sightings: DoctorSightings) {
        self.device = device
        self.sightings = sightings
    }

    public func answer() -> DoctorAnswer {
        DoctorAnswer(checks: probeChecks + limitChecks + conditionChecks + [energyCheck] + acceleratorChecks)
    }

    func ready(_ capability: String, _ detail: String) -> DoctorAnswer.Check {
        DoctorAnswer.Check(capability: capability, state: .ready, detail: detail)
    }

    func degraded(_ capability: String, _ detail: String, _ remedy: String) -> DoctorAnswer.Check {
        DoctorAnswer.Check(capability: capability, state: .degraded, detail: detail, remedy: remedy)
    }

    func missing(_ capability: String, _ detail: String, _ remedy: String) -> DoctorAnswer.Check {
        DoctorAnswer.Check(capability: capability, state: .missing, detail: detail, remedy: remedy)
    }
}
