import CEdgeKernels

/// Checks arguments with a plan function and runs the task while the arguments stay where they are.
///
/// A recording pool gets a copy of the arguments instead: they may point at the caller's spans, packed weights and
/// tables of `withTable`, and at nothing else.
@unsafe func runPlanned<Arguments>(
    _ arguments: Arguments, kernel: String, isa: InstructionSet, on pool: ThreadPool,
    plan: (ep_isa, UnsafePointer<Arguments>, UnsafeMutablePointer<ep_task>) -> ep_status
) -> KernelError? {
    if let recording = pool.recording {
        return unsafe recording.keep(arguments, kernel: kernel, isa: isa, plan: plan)
    }
    return unsafe withUnsafePointer(to: arguments) { arguments -> KernelError? in
        var task = unsafe ep_task()
        let status = unsafe plan(isa.code, arguments, &task)
        if let refused = KernelError(status, kernel: kernel, isa: isa) { return refused }
        return unsafe pool.run(&task, kernel: kernel)
    }
}

/// Gives memory that a plan fills and its task reads, for as long as that takes.
@unsafe func withTable<Answer>(
    bytes: Int, on pool: ThreadPool, _ body: (UnsafeMutableRawPointer) -> Answer
) -> Answer {
    if let recording = pool.recording { return unsafe body(recording.table(bytes: bytes)) }
    let table = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Arena.alignment)
    defer { unsafe table.deallocate() }
    return unsafe body(table)
}
