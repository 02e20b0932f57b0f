import EdgeRecords
import Testing

@testable import EdgeCompressing

/// Which variants are dropped, and why.
@Suite struct UsefulVariantsTests {
    private func candidate(
        _ precision: Precision, bytes: Int, decibels: Double?, agreement: Double? = nil, hasKernels: Bool = true
    ) -> UsefulVariants.Candidate {
        UsefulVariants.Candidate(
            precision: precision, bytes: bytes, decibels: decibels, agreement: agreement, hasKernels: hasKernels)
    }

    @Test func `one that is larger, further off and no quicker is dropped with the better one's name`() {
        let useful = UsefulVariants([
            candidate(.int8, bytes: 100, decibels: 25), candidate(.int8Weights, bytes: 90, decibels: 40),
            candidate(.int8Activations16, bytes: 100, decibels: 30, hasKernels: false),
        ])
        #expect(useful.kept == [.int8, .int8Weights])
        #expect(useful.dropped.map(\.precision) == [.int8Activations16])
        #expect(useful.dropped[0].reason.hasPrefix("int8-weights is no larger"), "\(useful.dropped)")
    }

    @Test func `one that is better in anything stays`() {
        let useful = UsefulVariants([
            candidate(.int8, bytes: 100, decibels: 25), candidate(.int4Weights, bytes: 50, decibels: 10),
            candidate(.bf16, bytes: 200, decibels: 50),
        ])
        #expect(useful.dropped.isEmpty)
    }

    @Test func `of two that are equal in all the first stays`() {
        let useful = UsefulVariants([
            candidate(.int8, bytes: 100, decibels: 25), candidate(.int8Dynamic, bytes: 100, decibels: 25),
        ])
        #expect(useful.kept == [.int8])
    }

    @Test func `one that loses more than may be lost is dropped, whatever it costs`() {
        let useful = UsefulVariants(
            [
                candidate(.int8, bytes: 100, decibels: 25, agreement: 0.97),
                candidate(.bf16, bytes: 200, decibels: 50, agreement: 1),
            ], losingAtMost: 0.01)
        #expect(useful.kept == [.bf16])
        #expect(useful.dropped[0].reason == "3.0 % of its answers are others, 1.0 % may be")
    }

    @Test func `one of which nothing is known does not stand in another's way`() {
        let useful = UsefulVariants([
            candidate(.int8, bytes: 100, decibels: nil), candidate(.int8Weights, bytes: 100, decibels: 3),
        ])
        #expect(useful.kept == [.int8, .int8Weights])
    }
}
