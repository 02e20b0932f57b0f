import EdgeRecords

/// Files of sysfs for a processor that a test describes in a few words.
struct SketchedProcessor {
    static let root = "sys/devices/system/cpu"
    var files: [String: String] = [:]

    /// A kernel of today: each core is a list of CPUs, each package a list of CPUs.
    init(online: String, present: String? = nil, cores: [String] = [], packages: [String] = []) {
        files["\(Self.root)/online"] = online
        files["\(Self.root)/present"] = present ?? online
        for core in cores { add("topology/core_cpus_list", core, toEachOf: core) }
        for (number, package) in packages.enumerated() {
            add("topology/package_cpus_list", package, toEachOf: package)
            add("topology/physical_package_id", "\(number)", toEachOf: package)
        }
    }

    mutating func add(_ file: String, _ text: String, toEachOf cpus: String) {
        for cpu in CPUSet(list: cpus)?.elements ?? [] { files["\(Self.root)/cpu\(cpu)/\(file)"] = text }
    }

    mutating func addCache(_ index: Int, level: Int, type: String, size: String?, sharedBy cpus: String) {
        let folder = "cache/index\(index)"
        add("\(folder)/level", "\(level)", toEachOf: cpus)
        add("\(folder)/type", type, toEachOf: cpus)
        add("\(folder)/shared_cpu_list", cpus, toEachOf: cpus)
        if let size { add("\(folder)/size", size, toEachOf: cpus) }
    }

    func probed() -> Device { SketchedDevice(files).probed() }
}
