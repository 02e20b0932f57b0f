import EdgeRecords
import Testing

@Suite struct ThermalTests {
    private func zones(_ files: [String: String]) -> [Device.ThermalZone] {
        let zone = "sys/class/thermal/thermal_zone0/"
        return SketchedDevice(Dictionary(uniqueKeysWithValues: files.map { (zone + $0, $1) })).probed().thermal
    }

    @Test func `tells the lowest temperature at which the system acts`() {
        let found = zones([
            "type": "x86_pkg_temp", "temp": "47000", "trip_point_0_type": "critical", "trip_point_0_temp": "105000",
            "trip_point_1_type": "passive", "trip_point_1_temp": "95000", "trip_point_2_type": "active",
            "trip_point_2_temp": "60000", "trip_point_3_type": "passive", "trip_point_3_temp": "-274000",
        ])
        #expect(
            found == [
                Device.ThermalZone(zone: "x86_pkg_temp", tripMillidegrees: 95_000, temperatureMillidegrees: 47_000)
            ])
    }

    @Test(arguments: ["-274000", "garbage", "", "99999999999999999999"])
    func `skips a zone whose sensor is off`(temperature: String) {
        #expect(zones(["type": "acpitz", "temp": temperature]).isEmpty)
    }

    @Test func `batteries tell their charge, those of mice are none of this device`() {
        let top = "sys/class/power_supply/"
        let device = SketchedDevice([
            top + "BAT0/type": "Battery", top + "BAT0/status": "Discharging", top + "BAT0/capacity": "81",
            top + "AC/type": "Mains", top + "hid-00:1f:20:aa:bb:cc-battery/type": "Battery",
            top + "hid-00:1f:20:aa:bb:cc-battery/scope": "Device",
            top + "sbs-0012345/type": "Battery", top + "sbs-0012345/capacity": "300",
        ]).probed()
        #expect(
            device.batteries == [
                Device.Battery(name: "BAT0", status: "discharging", chargePercent: 81),
                Device.Battery(name: "battery 2", status: nil, chargePercent: nil),
            ])
    }
}
