/// What `/proc/cpuinfo` says, whatever the architecture: fields of single CPUs, and fields that hold for all of them.
package struct CPUInfo: Sendable {
    /// The numbers of the CPUs that have a block, a line or a state of their own, ascending.
    package internal(set) var cpus: [Int] = []
    /// Fields that no CPU's block holds, such as `Hardware` or the header of s390x; the first of a name counts.
    package internal(set) var common: [String: String] = [:]

    /// Which block holds the fields of a CPU.
    var blockOfCPU: [Int: Int] = [:]
    var blocks: [Block] = []
    var keys = Names()
    var values = Names()

    /// Fields as numbers of names: hundreds of CPUs repeat the same long values.
    struct Block: Sendable {
        var fields: [(key: Int, value: Int)] = []
    }

    package init() {}

    /// A field of a CPU, or else the one that holds for all; nil if neither is there.
    package func value(_ key: String, cpu: Int) -> String? {
        if let value = valueNumber(key, cpu: cpu) { return values.names[value] }
        return common[key]
    }

    /// Equal numbers are equal texts; nil if the CPU has no such field of its own.
    func valueNumber(_ key: String, cpu: Int) -> Int? {
        guard let key = keys.number(of: key), let block = blockOfCPU[cpu] else { return nil }
        return blocks[block].fields.first { $0.key == key }?.value
    }

    /// A field of any CPU, the lowest first, or else the common one.
    package func first(_ key: String) -> String? {
        guard let number = keys.number(of: key) else { return common[key] }
        for cpu in cpus {
            guard let block = blockOfCPU[cpu] else { continue }
            if let field = blocks[block].fields.first(where: { $0.key == number }) { return values.names[field.value] }
        }
        return common[key]
    }
}

extension CPUInfo {
    /// Texts, each kept once and known by a number.
    struct Names: Sendable {
        private(set) var names: [String] = []
        private var numbers: [String: Int] = [:]

        func number(of name: String) -> Int? { numbers[name] }

        mutating func insert(_ name: String) -> Int {
            if let number = numbers[name] { return number }
            numbers[name] = names.count
            names.append(name)
            return names.count - 1
        }
    }
}
