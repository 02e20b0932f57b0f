import EdgePlatform
import EdgeRecords

/// What is known of the device nodes that a family needs.
enum NodeState: Equatable {
    case notNeeded
    case open([String])
    /// There, but this user may not read and write it.
    case denied(String)
    /// None is there; the text says what was looked for.
    case absent(String)
    /// The capture has no device nodes at all.
    case unseen

    var isOpenable: Bool? {
        switch self {
        case .notNeeded, .open: true
        case .denied, .absent: false
        case .unseen: nil
        }
    }
}

/// Finds a device's nodes by the links in `/sys/class`, since a node's number says nothing of what it belongs to.
struct DeviceNodes {
    let observation: Observation
    let isAccessible: (String) -> Bool

    func state(of rule: NodeRule, for device: BusDevice, ordinal: Int) -> NodeState {
        if case .none = rule { return .notNeeded }
        if isWithoutNodes { return .unseen }
        return find(rule, for: device, ordinal: ordinal)
    }

    /// A legacy cpuset mounted below `/dev` is no sign that a capture kept device nodes.
    private var isWithoutNodes: Bool {
        !observation.tree.isLive && observation.names(in: "dev").allSatisfy { $0 == "cpuset" }
    }

    private func find(_ rule: NodeRule, for device: BusDevice, ordinal: Int) -> NodeState {
        switch rule {
        case .none: .notNeeded
        case .path(let path): state(ofPath: path)
        case .ordinal(let start): state(ofPath: start + String(ordinal))
        case .usb: usb(device)
        case .nvidia: nvidia(device)
        case .all(let rules): allOf(rules.map { find($0, for: device, ordinal: ordinal) })
        case .any(let rules): anyOf(rules.map { find($0, for: device, ordinal: ordinal) })
        case .ofClass(let name, let prefix, let folder):
            anyOf(linked(name, prefix, to: device).map { state(ofPath: folder + "/" + $0) })
                ?? .absent("/\(folder)/\(prefix)*")
        case .numbered(let prefix, let name, let folder):
            anyOf(numbered(prefix, name, folder, device).map { state(ofPath: folder + "/" + $0) })
                ?? .absent("/\(folder)/\(prefix)0")
        }
    }

    private func state(ofPath path: String) -> NodeState {
        guard observation.exists(path) else { return .absent("/" + path) }
        return isAccessible(path) ? .open([path]) : .denied("/" + path)
    }

    /// The names in a class whose `device` link leads to this device, and those in the device's own folder.
    private func linked(_ name: String, _ prefix: String, to device: BusDevice) -> [String] {
        let own = observation.names(in: device.folder + "/" + name).filter { $0.hasPrefix(prefix) }
        let folder = "sys/class/" + name
        let linked = observation.names(in: folder).filter { entry in
            guard entry.hasPrefix(prefix), !own.contains(entry) else { return false }
            if let owner = observation.linkName(folder + "/" + entry + "/device") { return device.isCalled(owner) }
            let steps = observation.tree.linkTarget(of: folder + "/" + entry)?.split(separator: "/") ?? []
            return steps.contains { device.isCalled(String($0)) }
        }
        return own + linked
    }

    private func numbered(_ prefix: String, _ name: String, _ folder: String, _ device: BusDevice) -> [String] {
        let linked = linked(name, prefix, to: device)
        if !linked.isEmpty || observation.exists("sys/class/" + name) { return linked }
        return observation.names(in: folder).filter { entry in
            entry.hasPrefix(prefix) && entry.dropFirst(prefix.count).first?.isWholeNumber == true
        }
    }

    private func usb(_ device: BusDevice) -> NodeState {
        guard let bus = observation.integer(device.folder + "/busnum"),
            let number = observation.integer(device.folder + "/devnum")
        else { return .absent("/dev/bus/usb") }
        return state(ofPath: "dev/bus/usb/\(threeDigits(bus))/\(threeDigits(number))")
    }

    /// CUDA needs the card's own node, the control node and unified memory, whose node a helper may make when first used.
    private func nvidia(_ device: BusDevice) -> NodeState {
        let information = observation.text("proc/driver/nvidia/gpus/\(device.name)/information") ?? ""
        let line = information.split(separator: "\n").first { $0.hasPrefix("Device Minor:") }
        let minor = line.flatMap { Int($0.dropFirst(13).trimmingBlanks) }
        let card =
            if let minor {
                state(ofPath: "dev/nvidia\(minor)")
            } else {
                anyOf(
                    observation.names(in: "dev")
                        .filter { $0.hasPrefix("nvidia") && Int($0.dropFirst(6)) != nil }
                        .map { state(ofPath: "dev/" + $0) }) ?? .absent("/dev/nvidia0")
            }
        var memory = state(ofPath: "dev/nvidia-uvm")
        if case .absent = memory, observation.exists("usr/bin/nvidia-modprobe") { memory = .open([]) }
        return allOf([card, state(ofPath: "dev/nvidiactl"), memory])
    }

    private func allOf(_ states: [NodeState]) -> NodeState {
        var paths: [String] = []
        for state in states {
            guard case .open(let more) = state else { return state }
            paths += more
        }
        return .open(paths)
    }

    /// Open if one is, else denied if one is there; nil for none.
    private func anyOf(_ states: [NodeState]) -> NodeState? {
        if let open = states.first(where: { $0.isOpenable == true }) { return open }
        let denied = states.first {
            if case .denied = $0 { true } else { false }
        }
        return denied ?? states.first
    }

    private func anyOf(_ states: [NodeState]) -> NodeState { anyOf(states) ?? .notNeeded }

    private func threeDigits(_ number: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, 3 - text.count)) + text
    }
}

extension BusDevice {
    /// Whether a link that ends in `owner` leads to this device.
    func isCalled(_ owner: String) -> Bool { owner == name || owner == placeName }
}
