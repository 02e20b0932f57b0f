import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

/// What names a person, a machine or a container gets neither into a capture nor into the record.
@Suite struct CapturePrivacyTests {
    private static let canary = "canary"

    private func tree(_ files: [String: String]) -> FileTree {
        var tree = MemoryTree()
        for (path, text) in files { tree.insert(.file(Array(text.utf8)), at: path) }
        return FileTree(memory: tree, name: "device")
    }

    private func capture(_ files: [String: String]) -> MemoryTree {
        DeviceCapture.tree(of: tree(files), processorLeaves: [:], markers: [])
    }

    /// Every path and content of a copy, as one text.
    private func everything(in copy: MemoryTree) -> String {
        copy.members.map { path, node in
            switch node {
            case .file(let bytes): "\(path)\n\(String(decoding: bytes, as: UTF8.self))\n"
            case .link(let target): "\(path) -> \(target)\n"
            case .folder, .other, .oversized: "\(path)\n"
            }
        }.joined()
    }

    @Test func `the identification of a mainframe is dropped from both of its forms`() throws {
        let copy = capture([
            "proc/cpuinfo": """
            vendor_id       : IBM/S390
            processor 0: version = 00,  identification = CA4A12,  machine = 3931

            cpu number      : 0
            identification  : CA4A12
            machine         : 3931

            """
        ])
        let text = try FileTree(memory: copy, name: "copy").text(at: "proc/cpuinfo")
        #expect(!text.contains("CA4A12"))
        #expect(text.contains("identification = 000000,  machine = 3931"))
    }

    @Test func `the builder of a driver is not kept, its version is`() throws {
        let path = "proc/driver/nvidia/version"
        var bus = SketchedBus()
        bus.pci(0x10de, 0x2330, class: 0x030200, driver: "nvidia")
        bus.file(
            path,
            "NVRM version: NVIDIA UNIX Open Kernel Module  570.86.15  Release Build  (canary@canary)  Tue\n"
                + "GCC version:  gcc (canary) 12\n")
        let copy = DeviceCapture.tree(of: bus.tree, processorLeaves: [:], markers: [])
        let kept = try FileTree(memory: copy, name: "copy").text(at: path)
        #expect(kept == "NVRM version: NVIDIA UNIX Open Kernel Module  570.86.15  Release Build  \n")
    }

    @Test(arguments: ["hid-00:1f:20:aa:bb:0c-battery", "ps-controller-battery-00-1F-20-AA-BB-0C"])
    func `a battery named by its radio's address is not this device's, and is not named`(name: String) {
        let files = [
            "sys/class/power_supply/\(name)/type": "Battery", "sys/class/power_supply/\(name)/capacity": "50",
            "sys/class/power_supply/BAT0/type": "Battery", "sys/class/power_supply/BAT0/capacity": "80",
        ]
        let device = DeviceProbe(tree: tree(files)).device()
        #expect(device.batteries.map(\.name) == ["BAT0"])
        #expect(!device.evidence.contains { $0.from.contains(name) })
        let copy = everything(in: capture(files))
        #expect(copy.contains("BAT0") && !copy.contains(name))
    }

    @Test func `mounts that the probe did not look into are not listed, and names of groups are replaced`() throws {
        let files = [
            "proc/self/mountinfo": """
            30 1 0:26 / /sys/fs/cgroup rw - cgroup2 canary rw
            31 1 0:27 /lxc/canary-web /home/canary/lxc/rootfs/sys/fs/cgroup rw - cgroup2 cgroup rw
            32 1 0:28 / /home/canary/proc rw - proc proc rw

            """,
            "proc/self/cgroup": "0::/lxc/canary-web/own", "sys/fs/cgroup/lxc/canary-web/cpu.max": "150000 100000",
            "sys/devices/system/cpu/online": "0-3", "home/canary/lxc/rootfs/sys/fs/cgroup/cpu.max": "max 100000",
        ]
        let copy = capture(files)
        #expect(!everything(in: copy).contains(Self.canary))
        #expect(everything(in: copy).contains("/sys/fs/cgroup rw - cgroup2 cgroup2 rw"))
        #expect(DeviceProbe(tree: FileTree(memory: copy, name: "copy")).device().limits.quotaCPUs == 1.5)
    }
}
