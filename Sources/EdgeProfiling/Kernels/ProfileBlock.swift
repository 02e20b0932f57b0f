import EdgeKernels
import EdgeRecords

/// What is measured together and kept together: its subjects take turns, so that they see the same minute.
public struct ProfileBlock {
    enum Work {
        /// The clock, and every peak loop.
        case peaks([PeakLoop])
        case streams([MemoryLevel])
        case latency(MemoryLevel)
        case starts
        case kernels([MeasurableKernel])
    }

    public let name: String
    public let placement: Placement
    let work: Work

    /// How many subjects take turns, about.
    var weight: Int {
        switch work {
        case .peaks(let loops): loops.count + 1
        case .streams(let levels): levels.count * 3 + 1
        case .latency: 1
        case .starts: 2
        // Those that they are held against take turns with them.
        case .kernels(let kernels): kernels.count + 3
        }
    }

    /// The part that an earlier profile does not have; nil if that is nothing.
    func without(_ profile: Profile) -> ProfileBlock? {
        func has(_ name: String) -> Bool {
            profile.ceilings.contains {
                $0.name == name && $0.threads == placement.threads && $0.cpus == placement.cpus
            }
        }
        switch work {
        case .peaks(let loops):
            // With one loop the others are measured again: operations per cycle need the clock of the same minute.
            return has("clock") && loops.allSatisfy { has($0.name) } ? nil : self
        case .streams(let levels): return levels.allSatisfy { has("read-\($0.name.rawValue)") } ? nil : self
        case .latency(let level): return has("latency-\(level.name.rawValue)") ? nil : self
        case .starts: return has("start-awake") ? nil : self
        case .kernels(let kernels):
            let missing = kernels.filter { kernel in
                !profile.kernels.contains {
                    $0.name == kernel.name && $0.shape == kernel.shape && $0.layer == kernel.layer
                        && $0.threads == placement.threads && $0.cpus == placement.cpus
                }
            }
            return missing.isEmpty
                ? nil : ProfileBlock(name: name, placement: placement, work: .kernels(missing))
        }
    }
}
