import CEdgeKernels

/// Keeps the tasks of calls that were planned but not run, with all that they point at.
@safe final class TaskRecording: @unchecked Sendable {
    private(set) var tasks: [RecordedTask] = []
    private var tables: [OwnedMemory] = []

    /// Memory that a plan fills and its task reads.
    @unsafe func table(bytes: Int) -> UnsafeMutableRawPointer {
        let table = OwnedMemory(bytes: bytes)
        tables.append(table)
        return unsafe table.start
    }

    /// Plans with a copy of the arguments, which lives as long as this does.
    @unsafe func keep<Arguments>(
        _ arguments: Arguments, kernel: String, isa: InstructionSet,
        plan: (ep_isa, UnsafePointer<Arguments>, UnsafeMutablePointer<ep_task>) -> ep_status
    ) -> KernelError? {
        let memory = OwnedMemory(bytes: MemoryLayout<Arguments>.size)
        let kept = unsafe memory.start.bindMemory(to: Arguments.self, capacity: 1)
        unsafe kept.initialize(to: arguments)
        var task = unsafe ep_task()
        let status = unsafe plan(isa.code, kept, &task)
        if let refused = KernelError(status, kernel: kernel, isa: isa) { return refused }
        tasks.append(unsafe RecordedTask(task: task, arguments: memory, kernel: kernel))
        return nil
    }
}

/// A task and the copy of its arguments.
@safe struct RecordedTask {
    let task: ep_task
    let arguments: OwnedMemory
    let kernel: String
}

/// Memory that ends with its owner.
@safe final class OwnedMemory {
    let start: UnsafeMutableRawPointer

    init(bytes: Int) {
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: Arena.alignment)
    }

    deinit {
        unsafe start.deallocate()
    }
}
