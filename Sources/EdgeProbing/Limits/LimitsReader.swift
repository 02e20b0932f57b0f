import EdgeRecords

/// Finds what this process may use of the machine's CPUs and memory nodes.
struct LimitsReader {
    let observation: Observation
    let groups: ControlGroups

    /// - Parameters:
    ///   - online: the CPUs online; empty if unknown.
    ///   - liveAffinity: what the system answered for this process; nil for a captured tree.
    func limits(online: CPUSet, liveAffinity: CPUSet?) -> Device.Limits {
        let status = ProcessStatus(observation)
        let affinity = liveAffinity ?? status.allowedCPUs
        let cpuset = groups.cpuset()
        let quota = groups.quotaCPUs()
        let share = ProcessorShare(
            online: online, affinity: affinity, cpuset: cpuset?.value, quotaCPUs: quota?.value)
        var limits = Device.Limits()
        limits.usableCPUs = share.usableCPUs
        limits.bindingConstraint = share.bindingConstraint
        limits.affinity = affinity.map { visible($0, online).elements }
        limits.cpuset = cpuset.map { visible($0.value, online).elements }
        limits.quotaCPUs = quota?.value
        limits.allowedNodes = allowedNodes(status)

        note(limits, affinityFrom: liveAffinity == nil ? "/proc/self/status" : "sched_getaffinity", cpuset, quota)
        noteShare(share, limits, online, affinity)
        warn(of: share, quota)
        return limits
    }

    /// The kernel may allow CPUs that do not exist; only those online are of interest.
    private func visible(_ set: CPUSet, _ online: CPUSet) -> CPUSet { online.isEmpty ? set : set.intersection(online) }

    private func allowedNodes(_ status: ProcessStatus) -> [Int]? {
        let fact = "limits.allowedNodes"
        let group = groups.memoryNodes()
        guard let told = status.allowedNodes ?? group?.value else {
            observation.findings.unknown(
                fact, because: "neither /proc/self/status nor a cpuset names the memory nodes of this process")
            return nil
        }
        var allowed = told
        if let group, !group.value.intersection(allowed).isEmpty { allowed = allowed.intersection(group.value) }
        if let online = observation.cpuList("sys/devices/system/node/online"),
            !online.intersection(allowed).isEmpty
        {
            allowed = allowed.intersection(online)
        }
        let source = status.allowedNodes == nil ? group?.source : "/proc/self/status"
        observation.findings.note(fact, allowed.listText, from: source ?? "")
        if let group, group.value != told {
            observation.findings.disagree(fact, group.value.listText, from: group.source)
        }
        return allowed.elements
    }

    private func note(
        _ limits: Device.Limits, affinityFrom: String, _ cpuset: ControlGroups.Sourced<CPUSet>?,
        _ quota: ControlGroups.Sourced<Double>?
    ) {
        let findings = observation.findings
        if let affinity = limits.affinity {
            findings.note("limits.affinity", CPUSet(affinity).listText, from: affinityFrom)
        } else {
            findings.unknown("limits.affinity", because: "/proc/self/status does not say which CPUs are allowed")
        }
        if let cpuset, let cpus = limits.cpuset {
            findings.note("limits.cpuset", CPUSet(cpus).listText, from: cpuset.source)
        } else {
            findings.unknown("limits.cpuset", because: "no control group that could be read names CPUs")
        }
        if let quota {
            findings.note("limits.quotaCPUs", quota.value, from: quota.source)
        } else {
            findings.unknown("limits.quotaCPUs", because: "no control group that could be read has a quota")
        }
    }

    /// Programs that count CPUs or ask for the affinity alone come to other numbers: they are noted beside ours.
    private func noteShare(
        _ share: ProcessorShare, _ limits: Device.Limits, _ online: CPUSet, _ affinity: CPUSet?
    ) {
        let findings = observation.findings
        let fact = "limits.usableCPUs"
        findings.note(fact, share.usableCPUs, from: "the smallest of quota, cpuset, affinity and CPUs online")
        findings.note("limits.bindingConstraint", share.bindingConstraint.rawValue, from: "the smallest of all limits")
        if !online.isEmpty, online.count != share.usableCPUs {
            findings.disagree(fact, online.count, from: "CPUs online, as lscpu counts")
        }
        if let allowed = limits.affinity, allowed.count != share.usableCPUs {
            findings.disagree(fact, allowed.count, from: "affinity, as nproc counts")
        }
    }

    private func warn(of share: ProcessorShare, _ quota: ControlGroups.Sourced<Double>?) {
        if let quota, quota.value < 1 {
            observation.findings.warn(
                "one thread is already more than this process may run", at: quota.source,
                why: "its quota is \(quota.value) of one CPU, so the kernel stops it again and again",
                remedy: "raise the quota to at least one CPU before measuring latency")
        }
        if share.isContradictory {
            observation.findings.warn(
                "the limits of this process contradict each other", at: "/proc/self/status",
                why: "its affinity, its cpuset and the CPUs online have none in common",
                remedy: "the CPUs online are taken instead; capture the device again")
        }
    }
}
