import EdgeKernels

/// The best of some calls: what the machine can do when nobody disturbs it.
func best(of calls: Int, _ call: () throws -> Void) rethrows -> Duration {
    var best = Duration.seconds(3600)
    for _ in 0..<calls { best = try min(best, ContinuousClock().measure(call)) }
    return best
}

let layer = Layer(rows: 96, depth: 384, columns: 320)
let plain = PlainLoop(layer: layer)
let kernel = try KernelRun(layer, threads: 1)

let expected = plain()
guard kernel.results.withSpan({ found in expected.indices.allSatisfy { found[$0] == expected[$0] } }) else {
    fatalError("the \(kernel.isa.name) kernel and the plain loop differ")
}
let plainTime = best(of: 5) { _ = plain() }
let kernelTime = try best(of: 200) { try kernel() }
print(
    """
    \(layer.rows) × \(layer.depth) × \(layer.columns), u8 × s8 to u8, one thread
    instruction set: \(kernel.isa.name)
    results: \(expected.count), all equal to the plain loop's
    time: \(kernelTime), \(Int(plainTime / kernelTime)) times as fast as the plain loop
    """)
