extension AcceleratorState {
    /// Why it is not usable and what mends it: the first thing that fails; nil when nothing does.
    var reason: String? {
        if case .never(let because) = family.standing { return because }
        // Nothing is known of what drives it, so nothing can be said of what it lacks.
        if family.standing == .unused, family.drivers.isEmpty { return Self.unused }
        return driverReason ?? nodeReason ?? runtimeReason ?? versionReason
            ?? (family.standing == .unused ? Self.unused : nil)
    }

    private static let unused = "present; no engine here uses it"

    private var driverReason: String? {
        if isDriverBound { return nil }
        if let remoteState, remoteState != "running" {
            return "its processor is \(remoteState), not running: \(family.remedy.driver)"
        }
        let wanted = family.drivers.first ?? "its driver"
        guard let driver = device.driver else {
            if device.tellsDriver { return "kernel module \(wanted) is not loaded: \(family.remedy.driver)" }
            if node == .unseen { return "the capture does not show whether driver \(wanted) serves it" }
            return "nothing shows that driver \(wanted) serves it: \(family.remedy.driver)"
        }
        if driver == "vfio-pci" {
            return "bound to vfio-pci, so it is reserved for a virtual machine: give it back with "
                + "`echo \(device.name) | sudo tee /sys/bus/pci/drivers/vfio-pci/unbind`, then load \(wanted)"
        }
        return "driver \(driver) cannot run models on it, \(wanted) can: \(family.remedy.driver)"
    }

    private var nodeReason: String? {
        switch node {
        case .notNeeded, .open: return nil
        case .unseen: return "the capture has no device nodes: probe the device itself to know"
        case .denied(let path):
            guard let group = family.remedy.group else {
                return "this user may not open \(path): add a udev rule that sets MODE=\"0666\" for it, "
                    + "then plug it in again or restart"
            }
            return "this user may not open \(path): add the user to group \(group) with "
                + "`sudo usermod -aG \(group) $USER`, then log in again"
        case .absent(let path):
            if let container {
                let option = family.remedy.container ?? "--device \(path)"
                return "seen on the bus, not given to this container (\(container)): start it with `\(option)`"
            }
            if path == "/dev/nvidia-uvm" {
                return "device node \(path) is missing: run `sudo nvidia-modprobe -u -c 0`"
            }
            return "device node \(path) is missing: load the driver again, or restart udev with "
                + "`sudo udevadm trigger`; in a container, pass the node on"
        }
    }

    private var runtimeReason: String? {
        switch runtime {
        case .notNeeded, .present: nil
        case .missing(let library): "\(library) was not found: \(family.remedy.runtime)"
        case .unseen: "the capture has no libraries: probe the device itself to know"
        }
    }

    private var versionReason: String? {
        guard !versionsAgree, let driverVersion, let library = family.libraries.first?.first else { return nil }
        return
            "\(library) is of version \(libraryVersions.joined(separator: " and ")), its driver of \(driverVersion): "
            + "install both in one version, then restart"
    }
}
