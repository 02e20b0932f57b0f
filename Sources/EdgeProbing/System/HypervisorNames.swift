/// The names by which hypervisors show themselves to their guests.
package enum HypervisorNames {
    /// The twelve letters of CPUID leaf 0x40000000.
    package static func named(bySignature signature: String) -> String? {
        let letters = signature.filter { $0 != "\0" && $0 != " " }
        return switch letters {
        case "KVMKVMKVM", "LinuxKVMHv": "kvm"
        case "MicrosoftHv": "microsoft"
        case "VMwareVMware": "vmware"
        case "XenVMMXenVMM": "xen"
        case "VBoxVBoxVBox": "virtualbox"
        case "TCGTCGTCGTCG": "qemu"
        case "bhyvebhyve": "bhyve"
        case "ACRNACRNACRN": "acrn"
        case "prlhyperv", "lrpepyhvr": "parallels"
        case "QNXQVMBSQG": "qnx"
        case "SRESRESRESRE": "sre"
        case "Jailhouse": "jailhouse"
        case "HAXMHAXMHAXM": "haxm"
        case "OpenBSDVMM58": "vmm"
        default: nil
        }
    }

    /// Virtual cards, by the eight digits of their PCI vendor and device.
    ///
    /// Virtio alone says nothing: there are real cards that speak it.
    package static func named(byDevice identifier: some StringProtocol) -> String? {
        switch identifier.lowercased() {
        case "80eebeef", "80eecafe": "virtualbox"
        case "15ad0405", "15ad0710", "15ad0740": "vmware"
        case "58530001": "xen"
        case "14145353": "microsoft"
        case "1ab84000", "1ab84005": "parallels"
        case "12341111", "1b360100": "qemu"
        default: nil
        }
    }

    /// Products that exist only as virtual machines, by DMI vendor and product.
    package static func named(byVendor vendor: String, product: String) -> String? {
        let vendor = vendor.lowercased()
        let product = product.lowercased()
        func either(_ word: String) -> Bool { vendor.contains(word) || product.contains(word) }
        // Microsoft and Google sell hardware too: only the product tells.
        if vendor.hasPrefix("microsoft"), product == "virtual machine" { return "microsoft" }
        if vendor.hasPrefix("apple"), product.contains("virtual") { return "apple" }
        if either("vmware") { return "vmware" }
        if either("virtualbox") || vendor.hasPrefix("innotek") { return "virtualbox" }
        if either("bhyve") { return "bhyve" }
        if vendor == "xen" || product.hasPrefix("hvm domu") { return "xen" }
        if vendor.hasPrefix("parallels") { return "parallels" }
        if product.contains("kvm") || product == "ahv" || product.hasPrefix("rhev") || product == "ovirt node" {
            return "kvm"
        }
        if product.hasPrefix("openstack") || product.hasPrefix("kubevirt") || vendor == "kubevirt" { return "kvm" }
        return either("qemu") || either("bochs") || product.hasPrefix("standard pc (") ? "qemu" : nil
    }

    /// Providers who rent both virtual and whole machines under one name: believed only where nothing contradicts.
    package static func named(byProvider vendor: String, product: String) -> String? {
        let product = product.lowercased()
        // Amazon and others call a whole machine so.
        if product.contains("metal") { return nil }
        if vendor == "Amazon EC2" { return "amazon" }
        if product == "google compute engine" { return "google" }
        if product.hasPrefix("alibaba cloud ecs") || product == "droplet" || product == "vserver" { return "kvm" }
        return nil
    }
}
