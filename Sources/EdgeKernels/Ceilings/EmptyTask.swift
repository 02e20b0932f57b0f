import CEdgeKernels

extension ThreadPool {
    /// Starts all threads on nothing and waits for them: what every parallel region costs before it does any work.
    public func runNothing() throws(KernelError) {
        let kernel = "nothing"
        var task = unsafe ep_task()
        let status = unsafe ep_start_plan(UInt32(clamping: threads), &task)
        if let refused = KernelError(status, kernel: kernel, isa: .scalar) { throw refused }
        if let failure = unsafe run(&task, kernel: kernel) { throw failure }
    }
}
