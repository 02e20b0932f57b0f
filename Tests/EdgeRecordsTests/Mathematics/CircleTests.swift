import EdgeRecords
import Foundation
import Testing

@Suite struct CircleTests {
    @Test func `sine and cosine are the mathematical library's, to a few bits`() {
        for step in -4000...4000 {
            let turns = Double(step) / 1234
            let angle = turns.remainder(dividingBy: 1) * 2 * .pi
            #expect(abs(Circle.cosine(turns: turns) - cos(angle)) < 1e-15)
            #expect(abs(Circle.sine(turns: turns) - sin(angle)) < 1e-15)
        }
    }

    @Test func `quarters are exact, and what is no angle has none`() {
        #expect((0..<5).map { Circle.cosine(turns: Double($0) / 4) } == [1, 0, -1, 0, 1])
        #expect((0..<5).map { Circle.sine(turns: Double($0) / 4) } == [0, 1, 0, -1, 0])
        #expect(Circle.cosine(turns: .infinity).isNaN)
    }
}
