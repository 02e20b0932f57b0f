import CEdgeKernels

/// Calls of kernels on an arena, checked and planned once, to be run many times without allocating.
///
/// Recording a call makes it plan and not run, so every face of a kernel can be prepared as it is. What a call points
/// at has to live on: that is why the spans are an arena's, and why `call` is kept with the weights that it captured.
/// It may hand kernels nothing else that is not its own.
@safe package final class PreparedKernel {
    /// The names of the kernels, as records carry them, in the order in which they run.
    package let kernels: [String]
    private let recording: TaskRecording
    private let arena: Arena
    private let call: Any
    /// What is done instead of tasks.
    private let work: (() -> Void)?

    /// Prepares what one thread does by itself, without an instruction set of its own.
    init(named name: String, on arena: Arena, _ work: @escaping () -> Void) {
        kernels = [name]
        recording = TaskRecording()
        self.arena = arena
        self.work = work
        call = ()
    }

    /// Prepares a call with the fastest instruction set that it has kernels for.
    package init<Source, Destination>(
        on arena: Arena, reading source: Region<Source>, writing destination: Region<Destination>,
        _ call:
            @escaping (Span<Source>, inout MutableSpan<Destination>, InstructionSet, ThreadPool)
            throws(KernelError) -> Void
    ) throws(KernelError) {
        recording = try Self.record { isa, pool throws(KernelError) in
            try arena.withSpan(source) { source throws(KernelError) in
                try arena.withMutableSpan(destination) { destination throws(KernelError) in
                    try call(source, &destination, isa, pool)
                }
            }
        }
        kernels = recording.tasks.map(\.kernel)
        self.arena = arena
        self.call = call
        work = nil
    }

    /// Prepares a call that reads two regions.
    package init<Left, Right, Destination>(
        on arena: Arena, reading left: Region<Left>, and right: Region<Right>,
        writing destination: Region<Destination>,
        _ call:
            @escaping (Span<Left>, Span<Right>, inout MutableSpan<Destination>, InstructionSet, ThreadPool)
            throws(KernelError) -> Void
    ) throws(KernelError) {
        recording = try Self.record { isa, pool throws(KernelError) in
            try arena.withSpan(left) { left throws(KernelError) in
                try arena.withSpan(right) { right throws(KernelError) in
                    try arena.withMutableSpan(destination) { destination throws(KernelError) in
                        try call(left, right, &destination, isa, pool)
                    }
                }
            }
        }
        kernels = recording.tasks.map(\.kernel)
        self.arena = arena
        self.call = call
        work = nil
    }

    private static func record(
        _ call: (InstructionSet, ThreadPool) throws(KernelError) -> Void
    ) throws(KernelError) -> TaskRecording {
        var recording = TaskRecording()
        _ = try InstructionSet.fastest { isa throws(KernelError) in
            recording = TaskRecording()
            try call(isa, ThreadPool(recording: recording))
        }
        return recording
    }

    package func run(on pool: ThreadPool) throws(KernelError) {
        if let work { return work() }
        for recorded in recording.tasks {
            let failure: KernelError? = unsafe withUnsafePointer(to: recorded.task) { task in
                unsafe pool.run(task, kernel: recorded.kernel)
            }
            if let failure { throw failure }
        }
    }

    /// Sees to it that no run has to allocate scratch memory.
    package func reserveScratch(on pool: ThreadPool) {
        for recorded in recording.tasks {
            unsafe withUnsafePointer(to: recorded.task) { unsafe pool.reserveScratch($0) }
        }
    }
}
