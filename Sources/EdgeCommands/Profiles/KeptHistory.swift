import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeStoring

/// What the store knows of earlier runs on this device.
enum KeptHistory {
    static func read(of device: Device, in folder: String) throws -> DeviceHistory {
        guard UserFile.isThere(Store.path(in: folder)) else {
            return DeviceHistory(of: device, references: [], repeated: [])
        }
        let store = try Store(readingIn: folder)
        return DeviceHistory(
            of: device,
            references: try store.references(
                of: device.class, governor: device.processor.governor, work: Canary.work),
            repeated: try store.repeatedMedians(of: device.class, program: Version.program.version))
    }
}
