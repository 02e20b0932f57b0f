import EdgeRecords

/// One check for each accelerator, and one for a container that was given none of them.
extension Doctor {
    var acceleratorChecks: [DoctorAnswer.Check] {
        guard !device.accelerators.isEmpty else {
            return [ready("accelerators", "none on any bus: models run on the processor")]
        }
        var counts: [String: Int] = [:]
        let checks = device.accelerators.map { accelerator in
            let name = capability(of: accelerator)
            let number = counts[name, default: 0] + 1
            counts[name] = number
            return check(of: accelerator, named: number == 1 ? name : "\(name)-\(number)")
        }
        return checks + [containerCheck].compactMap(\.self)
    }

    private func check(of accelerator: Device.Accelerator, named name: String) -> DoctorAnswer.Check {
        let title = accelerator.name ?? accelerator.identifier
        guard !accelerator.usable, let reason = accelerator.reason else {
            return ready(name, "\(title): its driver stack is complete")
        }
        // A reason is what is wrong, then what mends it.
        let marks = reason.indices.filter { reason[$0...].hasPrefix(": ") }
        guard let mark = marks.first else {
            return missing(name, "\(title): \(reason)", "none: use the processor, which needs nothing more")
        }
        return missing(
            name, "\(title): \(reason[..<mark])", String(reason[reason.index(mark, offsetBy: 2)...]))
    }

    private var containerCheck: DoctorAnswer.Check? {
        guard let container = device.machine.container,
            device.accelerators.allSatisfy({ $0.nodeOpenable == false })
        else { return nil }
        return missing(
            "container-devices", "the buses show accelerators, but this container (\(container)) has no node of any",
            "start the container with `--device /dev/dri --device /dev/accel`, or `--gpus all` for NVIDIA")
    }

    /// A word for `--require`: `gpu-10de-2330`.
    private func capability(of accelerator: Device.Accelerator) -> String {
        let text = accelerator.kind.rawValue + "-" + accelerator.identifier
        let parts = text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isWholeNumber)) }
        return parts.joined(separator: "-")
    }
}
