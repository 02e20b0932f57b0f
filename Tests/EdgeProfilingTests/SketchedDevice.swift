import EdgeRecords

/// Devices made up for the tests.
enum SketchedDevice {
    /// Two packages' worth of cores with two threads each, as many as asked for.
    static func server(cores: Int, threadsEach: Int = 1) -> Device {
        var device = Device()
        let cpus = cores * threadsEach
        device.processor.onlineCPUs = Array(0..<cpus)
        // The second threads come after all first ones, as Linux numbers them.
        device.processor.cores = (0..<cores).map { core in (0..<threadsEach).map { core + $0 * cores } }
        device.processor.caches = device.processor.cores.flatMap { core in
            [
                Device.Cache(level: 1, kind: .data, bytes: 48 << 10, sharedBy: core),
                Device.Cache(level: 1, kind: .instruction, bytes: 32 << 10, sharedBy: core),
                Device.Cache(level: 2, kind: .unified, bytes: 1 << 20, sharedBy: core),
            ]
        }
        device.processor.caches.append(
            Device.Cache(level: 3, kind: .unified, bytes: 32 << 20, sharedBy: Array(0..<cpus)))
        device.limits.usableCPUs = cpus
        device.memory.usableBytes = 16 << 30
        return device
    }

    /// Two big cores after four little ones, as many phones have them.
    static var bigLittle: Device {
        var device = server(cores: 6)
        device.processor.coreKinds = [
            Device.CoreKind(name: "little", basis: .midr, physicalCores: 4, cpus: [0, 1, 2, 3]),
            Device.CoreKind(name: "big", basis: .midr, physicalCores: 2, cpus: [4, 5]),
        ]
        return device
    }
}
