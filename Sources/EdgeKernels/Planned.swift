import CEdgeKernels

/// Checks arguments with a plan function and runs the task while the arguments stay where they are.
@unsafe func runPlanned<Arguments>(
    _ arguments: Arguments, kernel: String, isa: InstructionSet, on pool: ThreadPool,
    plan: (ep_isa, UnsafePointer<Arguments>, UnsafeMutablePointer<ep_task>) -> ep_status
) -> KernelError? {
    unsafe withUnsafePointer(to: arguments) { arguments -> KernelError? in
        var task = unsafe ep_task()
        let status = unsafe plan(isa.code, arguments, &task)
        if let refused = KernelError(status, kernel: kernel, isa: isa) { return refused }
        return unsafe pool.run(&task, kernel: kernel)
    }
}
