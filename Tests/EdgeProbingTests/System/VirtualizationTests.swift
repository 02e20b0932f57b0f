import EdgeProbing
import EdgeRecords
import Testing

@Suite struct VirtualizationTests {
    private func virtualization(_ files: [String: String]) -> String? {
        SketchedDevice(files).probed().machine.virtualization
    }

    private func withDMI(_ vendor: String, _ product: String, flags: String? = nil) -> String? {
        var files = ["sys/class/dmi/id/sys_vendor": vendor, "sys/class/dmi/id/product_name": product]
        if let flags { files["proc/cpuinfo"] = "processor\t: 0\nflags\t\t: \(flags)\n" }
        return virtualization(files)
    }

    @Test(arguments: [
        ("QEMU", "Standard PC (Q35 + ICH9, 2009)", "qemu"), ("innotek GmbH", "VirtualBox", "virtualbox"),
        ("VMware, Inc.", "VMware7,1", "vmware"), ("Microsoft Corporation", "Virtual Machine", "microsoft"),
        ("Xen", "HVM domU", "xen"), ("Apache Software Foundation", "CloudStack KVM Hypervisor", "kvm"),
        ("Parallels Software International Inc.", "Parallels Virtual Platform", "parallels"),
        ("OpenStack Foundation", "OpenStack Nova", "kvm"),
        ("Apple Inc.", "Apple Virtualization Generic Platform", "apple"),
    ])
    func `knows virtual machines by their product`(vendor: String, product: String, name: String) {
        #expect(withDMI(vendor, product) == name)
    }

    @Test(arguments: [
        ("Microsoft Corporation", "Surface Pro 9"), ("Google", "Eve"), ("Apple Inc.", "MacBookPro16,1"),
        ("Dell Inc.", "PowerEdge R740"), ("Amazon EC2", "c7g.metal"), ("Supermicro", "X7DWT-INF"),
        ("HP", "To Be Filled By O.E.M."),
    ])
    func `claims no hypervisor on bare metal`(vendor: String, product: String) {
        #expect(withDMI(vendor, product, flags: "fpu sse2 vmx") == nil)
        #expect(withDMI(vendor, product) == nil)
    }

    @Test func `a provider's name is believed unless the processor denies it`() {
        #expect(withDMI("Amazon EC2", "m7g.large") == "amazon")
        #expect(withDMI("Amazon EC2", "i3.large", flags: "fpu hypervisor") == "amazon")
        #expect(withDMI("Amazon EC2", "i3.large", flags: "fpu") == nil)
    }

    @Test func `the flag of a guest alone leaves the hypervisor's name unknown`() {
        #expect(virtualization(["proc/cpuinfo": "flags\t\t: fpu hypervisor avx"]) == "unknown")
        #expect(virtualization(["proc/cpuinfo": "flags\t\t: fpu hypervisors"]) == nil)
    }

    @Test(arguments: [
        ("linux,kvm", "kvm"), ("xen,xen-4.17\0xen,xen", "xen"), ("acme,visor", "unknown"),
    ])
    func `reads the hypervisor's node of a device tree`(compatible: String, name: String) {
        #expect(virtualization(["proc/device-tree/hypervisor/compatible": compatible + "\0"]) == name)
        #expect(virtualization(["sys/firmware/devicetree/base/hypervisor/compatible": compatible]) == name)
    }

    @Test func `knows boards that only exist in software`() {
        #expect(virtualization(["proc/device-tree/compatible": "linux,dummy-virt\0"]) == "kvm")
        #expect(
            virtualization(["proc/device-tree/compatible": "riscv-virtio\0", "proc/device-tree/model": "x"]) == "qemu")
        #expect(virtualization(["proc/device-tree/compatible": "raspberrypi,5-model-b\0brcm,bcm2712\0"]) == nil)
    }

    @Test func `on s390x the control program tells, and a partition is no guest`() {
        #expect(virtualization(["proc/sysinfo": "VM00 Control Program: z/VM    6.1.0   "]) == "zvm")
        #expect(virtualization(["proc/sysinfo": "VM00 Control Program: KVM/Linux"]) == "kvm")
        #expect(virtualization(["proc/sysinfo": "Manufacturer: IBM\nLPAR Name: R35LP37"]) == nil)
    }

    @Test func `reads what Xen and Windows leave in files`() {
        #expect(virtualization(["sys/hypervisor/type": "xen"]) == "xen")
        #expect(virtualization(["proc/sys/kernel/osrelease": "5.15.90.1-microsoft-standard-WSL2"]) == "microsoft")
        #expect(virtualization(["proc/xen/capabilities": ""]) == "xen")
        #expect(virtualization(["proc/device-tree/fw-cfg@9020000/reg": ""]) == "qemu")
        #expect(virtualization(["proc/sys/kernel/osrelease": "4.4.0-19041-Microsoft"]) == nil)
    }

    @Test(
        arguments: [
            ("KVMKVMKVM\0\0\0", "kvm"), ("Microsoft Hv", "microsoft"), ("VMwareVMware", "vmware"),
            ("XenVMMXenVMM", "xen"),
            ("VBoxVBoxVBox", "virtualbox"), ("TCGTCGTCGTCG", "qemu"), ("bhyve bhyve ", "bhyve"), ("GenuineIntel", nil),
            ("", nil),
        ] as [(String, String?)])
    func `knows hypervisors by their signature`(signature: String, name: String?) {
        #expect(HypervisorNames.named(bySignature: signature) == name)
    }
}
