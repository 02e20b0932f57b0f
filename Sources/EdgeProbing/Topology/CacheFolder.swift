import EdgeRecords

/// One `cache/indexN` folder of one CPU.
struct CacheFolder {
    let level: Int
    let kind: Device.Cache.Kind
    let bytes: Int?
    let lineBytes: Int?
    /// What the folder names, offline CPUs included; nil if it names none.
    let sharedBy: CPUSet?

    /// Every x86 processor numbers its caches so; some captures keep the numbers alone.
    private static let customaryOrder: [(level: Int, kind: Device.Cache.Kind)] = [
        (1, .data), (1, .instruction), (2, .unified), (3, .unified),
    ]

    /// Nil where the folder does not say its level and type, or says rubbish.
    ///
    /// - Parameter customaryIndex: its number, if the order of x86 processors may stand in for level and type.
    init?(_ observation: Observation, path: String, customaryIndex: Int?) {
        let levelText = observation.text("\(path)/level")
        let typeText = observation.text("\(path)/type")
        if let levelText, let typeText {
            guard let level = Self.level(observation, levelText, path),
                let kind = Self.kind(observation, typeText, path)
            else { return nil }
            (self.level, self.kind) = (level, kind)
        } else if levelText == nil, typeText == nil, let customaryIndex,
            Self.customaryOrder.indices.contains(customaryIndex)
        {
            (level, kind) = Self.customaryOrder[customaryIndex]
        } else {
            return nil
        }
        bytes = Self.bytes(observation, path)
        lineBytes = observation.integer("\(path)/coherency_line_size").flatMap { (1...65_536).contains($0) ? $0 : nil }
        sharedBy = Self.sharedBy(observation, path)
    }

    private static func level(_ observation: Observation, _ text: String, _ path: String) -> Int? {
        guard let level = Int(text), (1...9).contains(level) else {
            observation.warnOfContent("\(path)/level", text, expected: "a level of 1 to 9")
            return nil
        }
        return level
    }

    private static func kind(_ observation: Observation, _ text: String, _ path: String) -> Device.Cache.Kind? {
        switch text {
        case "Data": return .data
        case "Instruction": return .instruction
        case "Unified": return .unified
        default:
            observation.warnOfContent("\(path)/type", text, expected: "Data, Instruction or Unified")
            return nil
        }
    }

    private static func bytes(_ observation: Observation, _ path: String) -> Int? {
        guard let text = observation.text("\(path)/size"), !text.isEmpty else { return nil }
        guard let bytes = CacheSize.bytes(text) else {
            observation.warnOfContent("\(path)/size", text, expected: "a size such as 48K")
            return nil
        }
        return bytes == 0 ? nil : bytes
    }

    private static func sharedBy(_ observation: Observation, _ path: String) -> CPUSet? {
        if let list = observation.cpuList("\(path)/shared_cpu_list"), !list.isEmpty { return list }
        if let mask = observation.cpuMask("\(path)/shared_cpu_map"), !mask.isEmpty { return mask }
        return nil
    }
}
