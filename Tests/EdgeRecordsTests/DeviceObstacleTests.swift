import EdgeRecords
import Testing

/// Whether a candidate may count on an accelerator, by the facts of the device's record.
@Suite struct DeviceObstacleTests {
    private func accelerator(
        _ kind: Device.Accelerator.Kind, _ vendor: String, facts: [Bool] = [true, true, true, true]
    ) -> Device.Accelerator {
        var accelerator = Device.Accelerator(kind: kind, bus: .pci, identifier: "10de:2330")
        (accelerator.vendor, accelerator.name) = (vendor, "\(vendor) card")
        (accelerator.onBus, accelerator.driverBound) = (facts[0], facts[1])
        (accelerator.nodeOpenable, accelerator.runtimePresent) = (facts[2], facts[3])
        accelerator.usable = !facts.contains(false)
        return accelerator
    }

    private func obstacle(
        _ accelerators: [Device.Accelerator], _ placement: Candidate.Placement, _ provider: String? = nil,
        engine: EngineName = .onnxruntime
    ) -> String? {
        var device = Device()
        device.accelerators = accelerators
        return device.obstacle(to: placement, for: engine, provider)
    }

    @Test(
        arguments: [
            ([true, true, true, true], nil), ([false, true, true, true], "it is not on the bus"),
            ([true, false, true, true], "no driver is bound"), ([true, true, false, true], "it cannot be opened"),
            ([true, true, true, false], "its libraries are not here"),
        ] as [([Bool], String?)])
    func `all four facts have to hold`(facts: [Bool], missing: String?) {
        let card = accelerator(.gpu, "NVIDIA", facts: facts)
        #expect(obstacle([card], .gpu, "cuda") == missing.map { "NVIDIA card: \($0)" })
        // A record that calls it usable in spite of its facts is not believed.
        var bold = card
        bold.usable = true
        #expect((obstacle([bold], .gpu, "cuda") == nil) == (missing == nil))
    }

    @Test func `the record's own sentence is told, of the one that lacks the least`() {
        var near = accelerator(.gpu, "NVIDIA", facts: [true, true, true, false])
        near.reason = "libcuda.so.1 was not found: install it"
        let far = accelerator(.gpu, "NVIDIA", facts: [true, false, false, false])
        #expect(obstacle([far, near], .gpu, "cuda") == "NVIDIA card: libcuda.so.1 was not found: install it")
        #expect(obstacle([far, near, accelerator(.gpu, "NVIDIA")], .gpu, "cuda") == nil)
    }

    @Test func `another maker's and another kind do not serve`() {
        let card = accelerator(.gpu, "AMD")
        #expect(obstacle([card], .gpu, "cuda") == "this device has no NVIDIA GPU")
        #expect(obstacle([card], .gpu, engine: .openvino) == "this device has no Intel GPU")
        #expect(obstacle([card], .npu, "openvino") == "this device has no Intel NPU")
        #expect(obstacle([card], .gpu, engine: .llamaCpp) == nil)
        #expect(obstacle([], .tpu, engine: .tflite) == "this device has no TPU")
        #expect(obstacle([], .cpu) == nil)
    }

    @Test func `a candidate's name tells what it was handed to and where`() {
        var candidate = Example.minimalCandidate()
        candidate.engine = .onnxruntime
        #expect(candidate.name == "mobilenet-v2/int8@onnxruntime:2" && candidate.runsOnOwnKernels)
        candidate.provider = "openvino"
        #expect(candidate.name == "mobilenet-v2/int8@onnxruntime-openvino:2" && !candidate.runsOnOwnKernels)
        candidate.placement = .gpu
        #expect(candidate.engineInWords == "onnxruntime (openvino, gpu)")
    }
}
