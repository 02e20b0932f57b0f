import EdgeRecords

extension ProcessorReader {
    /// Says of each fact that stays nil why it does, once all that can be known is filled in.
    func explainUnknowns(of processor: Device.Processor, family: ArchitectureFamily) {
        let findings = sources.findings
        if processor.isaText == nil {
            let reason = family == .riscv ? "/proc/cpuinfo has no isa line" : "only RISC-V processors have such a text"
            findings.unknown("processor.isaText", because: reason)
        }
        if processor.vectorBytes == nil {
            let isThere = processor.features.contains { $0.name == "sve" && $0.isUsable }
            let reason = isThere ? "only a running processor tells it" : "it has no scalable vectors"
            findings.unknown("processor.vectorBytes", because: reason)
        }
        if processor.coreKinds.contains(where: { $0.maxMegahertz == nil }) {
            findings.unknown(
                "processor.coreKinds[].maxMegahertz", because: "the kernel names no highest frequency of these cores")
        }
        if processor.coreKinds.contains(where: { $0.design == nil }) {
            findings.unknown("processor.coreKinds[].design", because: "our table of designs does not know these cores")
        }
        let untried = processor.features.filter { $0.executed == nil }.map(\.name)
        if !untried.isEmpty { findings.unknown("processor.features[].executed", because: reason(untried: untried)) }
    }

    private func reason(untried names: [String]) -> String {
        guard let live = sources.live else { return "nothing is executed for a captured machine" }
        guard live.trials != nil else { return "trials are switched off" }
        return "there is no trial of \(names.joined(separator: ", "))"
    }
}
