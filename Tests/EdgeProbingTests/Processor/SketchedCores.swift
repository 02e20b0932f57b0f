import EdgePlatform
import EdgeProbing
import EdgeRecords

/// Builds trees of processors whose cores differ.
struct SketchedCores {
    static let root = SketchedProcessor.root
    var sketch: SketchedProcessor
    private let count: Int

    /// - Parameter smt: cores of two threads, such as `0-1`; the others have one.
    init(cpus count: Int, smt: [String] = []) {
        self.count = count
        let paired = smt.reduce(CPUSet()) { $0.union(CPUSet(list: $1) ?? CPUSet()) }
        let single = (0..<count).filter { !paired.contains($0) }.map(String.init)
        sketch = SketchedProcessor(online: "0-\(count - 1)", cores: smt + single)
    }

    static func x86(
        _ count: Int, vendor: String = "GenuineIntel", family: Int = 6, model: Int = 154, flags: String = "fpu lm sse2",
        smt: [String] = []
    ) -> SketchedCores {
        var cores = SketchedCores(cpus: count, smt: smt)
        cores.setList { cpu in
            "processor : \(cpu)\nvendor_id : \(vendor)\ncpu family : \(family)\nmodel : \(model)\nmodel name : X\n"
                + "stepping : 1\nflags : \(flags)\n"
        }
        return cores
    }

    /// - Parameter parts: implementer and part of each CPU.
    static func arm(_ parts: [(String, String)], features: String = "fp asimd") -> SketchedCores {
        var cores = SketchedCores(cpus: parts.count)
        cores.setList { cpu in
            "processor : \(cpu)\nFeatures : \(features)\nCPU implementer : \(parts[cpu].0)\nCPU architecture: 8\n"
                + "CPU variant : 0x1\nCPU part : \(parts[cpu].1)\n"
        }
        return cores
    }

    mutating func setList(_ block: (Int) -> String) {
        sketch.files["proc/cpuinfo"] = (0..<count).map(block).joined(separator: "\n")
    }

    mutating func set(_ file: String, _ text: String, of cpus: String) { sketch.add(file, text, toEachOf: cpus) }

    mutating func setMaximum(_ megahertz: Int, of cpus: String) {
        set("cpufreq/cpuinfo_max_freq", "\(megahertz)000", of: cpus)
    }

    /// A dump of CPUID for each of `cpus`: lines of question and answer.
    mutating func setLeaves(_ lines: [String], of cpus: String) {
        for cpu in CPUSet(list: cpus)?.elements ?? [] {
            sketch.files["cpuid/pu\(cpu)"] = lines.joined(separator: "\n")
        }
    }

    func device() -> Device { sketch.probed() }

    /// `performance 0-1, efficiency 2-3`.
    func kinds() -> String { Self.text(of: device()) }

    func basis() -> [Device.CoreKind.Basis] { device().processor.coreKinds.map(\.basis) }

    static func text(of device: Device) -> String {
        device.processor.coreKinds.map { "\($0.name) \(CPUSet($0.cpus).listText)" }.joined(separator: ", ")
    }
}
