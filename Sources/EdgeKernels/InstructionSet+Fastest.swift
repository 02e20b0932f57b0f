extension InstructionSet {
    /// The fastest available one that an operation has a kernel for; `call` has run with it.
    ///
    /// Calls once for each, the most capable first, until the answer is not that there is no kernel. A plan is quick
    /// to refuse, so it suits the place where a model is loaded: keep what it gives.
    ///
    /// - Throws: What `call` threw for another reason.
    public static func fastest(for call: (InstructionSet) throws(KernelError) -> Void) throws(KernelError)
        -> InstructionSet
    {
        for isa in available.reversed() {
            do throws(KernelError) {
                try call(isa)
                return isa
            } catch .noKernel(_, _) where isa != .scalar {
                continue
            }
        }
        return .scalar
    }
}
