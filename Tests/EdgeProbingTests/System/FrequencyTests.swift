import EdgeRecords
import Testing

@Suite struct FrequencyTests {
    private let cpu = "sys/devices/system/cpu/"

    @Test func `takes the governor of the first CPU that is online`() {
        let device = SketchedDevice([
            cpu + "online": "2-3", cpu + "cpu0/cpufreq/scaling_governor": "powersave",
            cpu + "cpu2/cpufreq/scaling_governor": "performance",
        ]).probed()
        #expect(device.processor.governor == "performance")
    }

    @Test func `Intel's switch is the other way round`() {
        #expect(SketchedDevice([cpu + "intel_pstate/no_turbo": "0"]).probed().processor.boostEnabled == true)
        #expect(SketchedDevice([cpu + "intel_pstate/no_turbo": "1"]).probed().processor.boostEnabled == false)
        #expect(SketchedDevice([cpu + "cpufreq/boost": "1"]).probed().processor.boostEnabled == true)
        #expect(SketchedDevice([cpu + "cpu0/cpufreq/boost": "0"]).probed().processor.boostEnabled == false)
    }

    @Test func `without a switch or with a damaged one the state is unknown`() {
        let device = SketchedDevice([cpu + "cpufreq/boost": "7"]).probed()
        #expect(device.processor.boostEnabled == nil)
        #expect(device.unknowns.contains { $0.fact == "processor.boostEnabled" })
        #expect(device.unknowns.contains { $0.fact == "processor.governor" })
    }
}
