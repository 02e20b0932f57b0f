package import EdgePlatform
package import EdgeRecords

/// Finds everything beside the processor that could run a model, and says what it lacks to be used.
package struct AcceleratorProbe {
    private let observation: Observation
    private let container: String?
    private let nodes: DeviceNodes
    private let libraries: RuntimeLibraries
    private let trials: Trials

    /// What may be asked in child processes; each is left out where that is not allowed or would tell of the host.
    package struct Trials: Sendable {
        /// Tries to open a library by name or path; without it a library's file has to do.
        package var opens: (@Sendable (String) -> Bool)?
        package var cards: (@Sendable () -> NVIDIATrial.Answer)?

        package static let none = Trials()
        static let live = Trials(opens: opensInTime, cards: { NVIDIATrial.answer() })

        /// A large library that was never read before may need longer; the second time it is in memory.
        private static func opensInTime(_ library: String) -> Bool {
            let first = LibraryTrial.outcome(opening: library)
            guard first == .timedOut else { return first == .opens }
            return LibraryTrial.canOpen(library, deadlineMilliseconds: 1000)
        }

        package init(opens: (@Sendable (String) -> Bool)? = nil, cards: (@Sendable () -> NVIDIATrial.Answer)? = nil) {
            self.opens = opens
            self.cards = cards
        }
    }

    /// - Parameters:
    ///   - container: what this system runs in, if that is a container.
    ///   - isAccessible: whether this user may read and write a device node; as the tree says unless told.
    init(
        observation: Observation, container: String?, trials: Trials = .none,
        isAccessible: ((String) -> Bool)? = nil
    ) {
        self.observation = observation
        self.container = container
        self.trials = trials
        nodes = DeviceNodes(observation: observation, isAccessible: isAccessible ?? observation.tree.isAccessible)
        libraries = RuntimeLibraries(observation: observation, opens: trials.opens)
    }

    /// For those who want nothing but the accelerators.
    package init(
        tree: FileTree, container: String? = nil, trials: Trials = .none, isAccessible: ((String) -> Bool)? = nil
    ) {
        let observation = Observation(tree: tree, findings: Findings())
        self.init(observation: observation, container: container, trials: trials, isAccessible: isAccessible)
    }

    package func accelerators() -> [Device.Accelerator] {
        let states = states()
        let cards = NVIDIACards.areWorthAsking(states) ? trials.cards?() : nil
        let described = cards.map { NVIDIACards(answer: $0, findings: observation.findings) }
        described?.warn()
        return states.enumerated().map { index, state in
            var accelerator = state.accelerator
            let place = "/" + state.device.folder
            observation.findings.note("accelerators[\(index)]", accelerator.identifier, from: place)
            described?.describe(&accelerator, at: index, of: state)
            return accelerator
        }
    }

    func states() -> [AcceleratorState] {
        var found: [AcceleratorState] = []
        for device in PCIDevices(observation: observation).all() + USBDevices(observation: observation).all() {
            add(device, to: &found)
        }
        let platform = PlatformDevices(observation: observation)
        for device in platform.all() { add(device, to: &found) }
        for device in RemoteProcessors(observation: observation).all() { add(device, to: &found) }
        addBoard(platform.board, to: &found)
        var ordinals: [String: Int] = [:]
        return found.map { state in
            let ordinal = ordinals[state.family.name, default: 0]
            ordinals[state.family.name] = ordinal + 1
            return examined(state, ordinal: ordinal)
        }
    }

    private func add(_ device: BusDevice, to found: inout [AcceleratorState]) {
        guard let (family, compatible) = AcceleratorFamily.recognise(device) else { return }
        if family.isOneDevice, found.contains(where: { $0.family.name == family.name }) { return }
        found.append(AcceleratorState(device: device, family: family, compatible: compatible))
    }

    /// A chip that is known to hold an accelerator, where neither a bus nor a node shows it.
    private func addBoard(_ board: [String], to found: inout [AcceleratorState]) {
        guard let (family, chip) = AcceleratorFamily.recognise(board: board),
            !found.contains(where: { $0.family.vendor == family.vendor && $0.family.kind == family.kind })
        else { return }
        var device = BusDevice(bus: .platform, name: chip, folder: "proc/device-tree")
        device.compatible = [chip]
        device.tellsDriver = false
        found.append(AcceleratorState(device: device, family: family, compatible: chip))
    }

    private func examined(_ state: AcceleratorState, ordinal: Int) -> AcceleratorState {
        var state = state
        state.container = container
        state.node = nodes.state(of: state.family.node, for: state.device, ordinal: ordinal)
        state.runtime = libraries.state(of: state.family)
        state.driverVersion = DriverVersions(observation: observation).version(of: state)
        if let rule = state.family.version, state.runtime == .present {
            state.libraryVersions = libraries.versions(after: rule.library, in: state.family)
        }
        if let name = state.family.remoteProcessor {
            state.remoteState = RemoteProcessors(observation: observation).state(of: name)
        }
        return state
    }
}
