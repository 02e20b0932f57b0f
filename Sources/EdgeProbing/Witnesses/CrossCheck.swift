import EdgeRecords

/// Lays other libraries' accounts beside our own reading, which stands: they err in known ways.
struct CrossCheck {
    let findings: Findings

    func compare(_ device: inout Device, with answers: [WitnessAnswer]) {
        for answer in answers {
            switch answer {
            case .account(let account): compare(&device, with: account)
            case .missing(let library):
                findings.unknown("crossCheck.\(library)", because: "\(library) is not installed")
            case .failed(let library):
                findings.warn(
                    "\(library) gave no account of this device", at: library,
                    why: "it crashed, hung or refused in a child process",
                    remedy: "nothing is lost: our own reading stands")
            }
        }
    }

    private func compare(_ device: inout Device, with account: WitnessAccount) {
        let processor = device.processor
        check("processor.packages", ours: processor.packages, theirs: account.packages, account)
        check("processor.physicalCores", ours: processor.physicalCores, theirs: account.physicalCores, account)
        check("processor.logicalCPUs", ours: processor.logicalCPUs, theirs: account.logicalCPUs, account)
        check(
            "numaNodes", ours: device.numaNodes.isEmpty ? nil : device.numaNodes.count, theirs: account.numaNodes,
            account)
        if processor.coreKinds.count > 1 {
            check("processor.coreKinds", ours: processor.coreKinds.count, theirs: account.coreKinds, account)
        }
        checkMemory(device.memory.physicalBytes, account)
        checkDesign(&device, account)
        fillDistances(&device, account)
    }

    private func check(_ fact: String, ours: Int?, theirs: Int?, _ account: WitnessAccount) {
        guard let ours, let theirs, ours != theirs else { return }
        disagree(fact, "\(theirs)", against: "\(ours)", account)
    }

    /// Kernels keep a few per cent for themselves, so that only a larger difference says something.
    private func checkMemory(_ ours: Int?, _ account: WitnessAccount) {
        guard let ours, let theirs = account.memoryBytes else { return }
        let difference = (Double(theirs) - Double(ours)).magnitude / Double(max(ours, 1))
        guard difference > 0.1 else { return }
        disagree("memory.physicalBytes", NumberText.bytes(theirs), against: NumberText.bytes(ours), account)
    }

    /// The library's name of the design is taken where our own table has none; other spellings are no disagreement.
    private func checkDesign(_ device: inout Device, _ account: WitnessAccount) {
        guard let design = account.microarchitecture else { return }
        if device.processor.microarchitecture == nil {
            device.processor.microarchitecture = design
            findings.note("processor.microarchitecture", design, from: account.name)
        } else {
            findings.disagree("processor.microarchitecture", design, from: account.name)
        }
    }

    private func fillDistances(_ device: inout Device, _ account: WitnessAccount) {
        guard account.distances.count == device.numaNodes.count else { return }
        for index in device.numaNodes.indices where device.numaNodes[index].distances == nil {
            device.numaNodes[index].distances = account.distances[index]
        }
    }

    private func disagree(_ fact: String, _ theirs: String, against ours: String, _ account: WitnessAccount) {
        findings.disagree(fact, theirs, from: account.name)
        findings.warn(
            "\(account.name) says \(theirs) for \(fact), where we read \(ours)", at: account.name,
            why: "it reads other files, or does not know this processor",
            remedy: "our own reading stands; see --explain")
    }
}
