import EdgeRecords

/// Every kernel on every shape, beside the ceiling that binds it.
enum KernelsSection {
    static func outcome(_ profile: Profile) -> SectionOutcome {
        let kernels = profile.kernels
        guard !kernels.isEmpty else {
            return .missing(.kernels, "No kernel was measured: `edgeplan profile kernels` does that.")
        }
        let above = kernels.filter { ($0.fractionOfCeiling ?? 0) > KernelMeasurement.highestFraction }
        let best = kernels.max { $0.operationsPerSecond.value < $1.operationsPerSecond.value }
        let rate = best.map { NumberText.rate(operationsPerSecond: $0.operationsPerSecond.value) } ?? ""
        var finding =
            "\(Words.counted(kernels.map(\.name).uniqued().count, "kernel")) ran on \(Words.counted(kernels.count, "shape")) of real "
            + "models; the highest rate is \(rate), by \(best.map(name) ?? "")."
        if !above.isEmpty {
            finding +=
                " \(above.count) came out above the ceiling: a fault of the measurement, to be repeated when quiet."
        }
        return .shown(ReportSection(.kernels, finding, [.table(table(kernels))]))
    }

    /// `gemm_f32_avx512 on mobilenet-v2 block 2 expand`.
    static func name(of kernel: KernelMeasurement) -> String {
        let shape = kernel.layer ?? kernel.shape.map(String.init).joined(separator: "×")
        return "\(kernel.name.shown(atMost: 60)) on \(shape.shown(atMost: 60))"
    }

    private static func table(_ kernels: [KernelMeasurement]) -> ReportTable {
        ReportTable(
            caption: "Kernels",
            columns: [
                .init("kernel", isNumber: false), .init("layer", isNumber: false),
                .init("shape", isNumber: false, isOptional: true), .init("threads"), .init("best, GOP/s"),
                .init("median, GOP/s", isOptional: true), .init("of ceiling, %"), .init("bound by", isNumber: false),
                .init("lies in", isNumber: false, isOptional: true),
            ],
            rows: kernels.map { kernel in
                [
                    .init(kernel.name.shown(atMost: 60)), .init((kernel.layer ?? "").shown(atMost: 60)),
                    .init(kernel.shape.map(String.init).joined(separator: "×").shown(atMost: 40)),
                    .init(Double(kernel.threads)) { "\(Int(clamping: $0))" },
                    .init(kernel.operationsPerSecond, unit: 1e9),
                    .init(kernel.medianOperationsPerSecond, unit: 1e9),
                    .init(kernel.fractionOfCeiling.map { $0 * 100 }, text: NumberText.threeDigits),
                    .init((kernel.bound ?? "unknown").shown(atMost: 30)),
                    .init((kernel.residency ?? "").uppercased().shown(atMost: 20)),
                ]
            })
    }
}
