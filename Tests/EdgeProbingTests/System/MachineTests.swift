import EdgeRecords
import Testing

@Suite struct MachineTests {
    private func machine(_ files: [String: String]) -> Device.Machine { SketchedDevice(files).probed().machine }

    @Test func `takes vendor and product from the firmware`() {
        let found = machine(["sys/class/dmi/id/sys_vendor": "HP", "sys/class/dmi/id/product_name": "EliteBook 840"])
        #expect(found.vendor == "HP")
        #expect(found.product == "EliteBook 840")
    }

    @Test(arguments: [
        "To Be Filled By O.E.M.", "System Product Name", "Default string", "Not Specified", "O.E.M.", "  ", "None",
    ])
    func `drops what a manufacturer never filled in, and takes the board's name`(text: String) {
        let found = machine(["sys/class/dmi/id/product_name": text, "sys/class/dmi/id/board_name": "X11SSH-F"])
        #expect(found.product == "X11SSH-F")
    }

    @Test func `takes them from a device tree, whose texts end in zero bytes`() {
        let found = machine([
            "proc/device-tree/model": "Raspberry Pi 5 Model B Rev 1.0\0",
            "proc/device-tree/compatible": "raspberrypi,5-model-b\0brcm,bcm2712\0",
        ])
        #expect(found.vendor == "raspberrypi")
        #expect(found.product == "Raspberry Pi 5 Model B Rev 1.0")
    }

    @Test func `takes the product from the lines after the last processor`() {
        let lines = "processor\t: 0\n\nHardware\t: BCM2835\nSerial\t\t: canaryname\nModel\t\t: Raspberry Pi 4 Model B\n"
        #expect(machine(["proc/cpuinfo": lines]).product == "Raspberry Pi 4 Model B")
    }

    @Test func `serials, identifiers and names of this machine stay out of the record`() throws {
        let secret = "canaryname"
        let paths = [
            "product_serial", "product_uuid", "board_serial", "chassis_serial", "product_sku", "board_asset_tag",
        ].map { "sys/class/dmi/id/" + $0 }
        var files: [String: String] = [:]
        for path in paths + ["etc/machine-id", "etc/hostname", "proc/sys/kernel/hostname", "proc/cmdline"] {
            files[path] = secret
        }
        files["proc/device-tree/serial-number"] = secret
        files["proc/sysinfo"] = "Manufacturer: IBM\nType: 2817\nSequence Code: \(secret)\nLPAR Name: \(secret)"
        files["proc/version"] = "Linux version 6.1.0-13-amd64 (\(secret)@\(secret)) (gcc-12) #1 SMP"
        files["proc/cpuinfo"] = "Serial\t\t: \(secret)\nModel\t\t: Board"
        files["sys/class/power_supply/BAT0/type"] = "Battery"
        files["sys/class/power_supply/BAT0/serial_number"] = secret
        let device = SketchedDevice(files).probed()
        #expect(device.operatingSystem.kernel == "6.1.0-13-amd64")
        #expect(device.batteries.map(\.name) == ["BAT0"])
        #expect(try !RecordText.encode(device).contains(secret))
    }
}
