import EdgeRecords
import Testing

@Suite struct ContainerTests {
    private func container(_ files: [String: String]) -> String? {
        SketchedDevice(files).probed().machine.container
    }

    @Test(arguments: [
        (".dockerenv", "", "docker"), ("run/.containerenv", "engine=\"podman-4.3.1\"", "podman"),
        ("run/systemd/container", "systemd-nspawn", "systemd-nspawn"), ("run/systemd/container", "lxc", "lxc"),
        ("proc/1/environ", "HOME=/root\0container=podman\0", "podman"),
        ("run/secrets/kubernetes.io/serviceaccount/namespace", "x", "kubernetes"),
        ("proc/sys/kernel/osrelease", "5.15.90.1-microsoft-standard-WSL2", "wsl"),
        ("proc/version", "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016", "gvisor"),
    ])
    func `knows a container by a file in it`(path: String, text: String, name: String) {
        #expect(container([path: text]) == name)
    }

    @Test(arguments: [
        ("0::/docker/4f1d0c2b9a7e", "docker"), ("0::/system.slice/docker-4f1d.scope", "docker"),
        ("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-1.scope", "kubernetes"),
        ("5:cpu:/kubepods/besteffort/pod1/4f1d", "kubernetes"), ("0::/machine.slice/libpod-4f1d.scope", "podman"),
        ("0::/lxc.payload.web/init.scope", "lxc"),
    ])
    func `knows a container by its control group`(groups: String, name: String) {
        #expect(container(["proc/self/cgroup": groups]) == name)
    }

    @Test(arguments: [
        "0::/user.slice/user-1000.slice/session-2.scope", "0::/system.slice/docker.service",
        "0::/system.slice/containerd.service", "0::/",
    ])
    func `a host that can run containers is none`(groups: String) {
        #expect(container(["proc/self/cgroup": groups]) == nil)
    }

    @Test func `a pod of Kubernetes is more than the Docker container in it`() {
        #expect(container([".dockerenv": "", "proc/self/cgroup": "0::/kubepods/pod1/4f1d"]) == "kubernetes")
    }

    @Test func `no variable of the first process gets into the record`() throws {
        let device = SketchedDevice(["proc/1/environ": "TOKEN=canaryname\0container=canaryname\0"]).probed()
        #expect(device.machine.container == "unknown")
        #expect(try !RecordText.encode(device).contains("canaryname"))
    }
}
