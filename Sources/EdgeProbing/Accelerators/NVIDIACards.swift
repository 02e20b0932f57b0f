import EdgePlatform
import EdgeRecords

/// Adds what NVIDIA's own libraries tell of its cards: name, memory and compute capability.
struct NVIDIACards {
    let answer: NVIDIATrial.Answer
    let findings: Findings

    /// Whether there is a card that its library could be asked about.
    static func areWorthAsking(_ states: [AcceleratorState]) -> Bool {
        states.contains(where: isCard)
    }

    static func isCard(_ state: AcceleratorState) -> Bool {
        state.family.vendor == "NVIDIA" && state.family.kind == .gpu && state.isDriverBound
            && state.node.isOpenable == true
    }

    /// Fills in the entry of the card at `state`'s address.
    func describe(_ record: inout Device.Accelerator, at index: Int, of state: AcceleratorState) {
        guard Self.isCard(state), let card = card(of: state) else { return }
        let source = answer.source.library
        if let name = card.name {
            record.name = name
            findings.note("accelerators[\(index)].name", name, from: source)
        }
        if let bytes = card.memoryBytes {
            record.memoryBytes = bytes
            findings.note("accelerators[\(index)].memoryBytes", bytes, from: source)
        }
        if let capability = card.computeCapability {
            record.computeCapability = capability
            findings.note("accelerators[\(index)].computeCapability", capability, from: source)
        }
    }

    /// Why nothing could be told.
    func warn() {
        let why: String
        switch answer.outcome {
        case .cards, .libraryMissing: return
        case .libraryTooOld: why = "it lacks functions of 2014 and later"
        case .refused(let code): why = "it would not start, with code \(code) of its own"
        case .crashed(let signal): why = "it ended the child that asked it, with signal \(signal)"
        case .timedOut: why = "it gave no answer within \(answer.source.deadlineMilliseconds) ms"
        case .unknown: why = "no child process could be started"
        }
        findings.warn(
            "names and memory of the NVIDIA cards are not known", at: answer.source.library, why: why,
            remedy: "run `nvidia-smi`, which says more; `sudo nvidia-smi -pm 1` keeps cards ready to answer")
    }

    private func card(of state: AcceleratorState) -> NVIDIATrial.Card? {
        guard case .cards(let cards) = answer.outcome else { return nil }
        if let card = cards.first(where: { $0.address == state.device.name }) { return card }
        // A system chip's own GPU has no address on PCI.
        return state.device.bus == .platform && cards.count == 1 ? cards.first : nil
    }
}
