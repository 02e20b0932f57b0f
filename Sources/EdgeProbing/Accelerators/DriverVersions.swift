/// Reads which version of a driver the kernel runs.
struct DriverVersions {
    let observation: Observation

    func version(of state: AcceleratorState) -> String? {
        guard let driver = state.device.driver, state.isDriverBound else { return nil }
        let sources = state.family.version?.driver ?? []
        return sources.lazy.compactMap(read).first
            ?? moduleVersion(String(driver.lowercased().map { $0 == "-" ? "_" : $0 }))
    }

    private func read(_ source: AcceleratorFamily.VersionRule.Source) -> String? {
        switch source {
        case .file(let path):
            guard let text = observation.text(path), isVersion(text) else { return nil }
            return text
        case .words(let path):
            guard let line = observation.text(path)?.split(separator: "\n").first else { return nil }
            return line.split(whereSeparator: \.isWhitespace).first { isVersion($0) }.map(String.init)
        }
    }

    private func moduleVersion(_ module: String) -> String? {
        guard !module.contains("/"), let text = observation.text("sys/module/\(module)/version"), isVersion(text) else {
            return nil
        }
        return text
    }
}
