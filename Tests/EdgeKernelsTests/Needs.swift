import EdgeKernels
import Testing

extension Trait where Self == ConditionTrait {
    /// Shows the test as skipped, with the instruction set's name, where that cannot be executed.
    static func needs(_ isa: InstructionSet) -> Self {
        .enabled(if: isa.isAvailable, "\(isa.name) is not executed here")
    }
}
