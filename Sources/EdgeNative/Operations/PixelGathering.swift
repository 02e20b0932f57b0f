import EdgeKernels

/// Planes of a picture in fp32 become bf16 pixels of four channels.
struct PixelGathering: Operation {
    let images: Int
    let channels: Int

    var kind: String { "layout" }

    func prepare(on memory: LayerMemory) throws(KernelError) -> PreparedKernel {
        try PreparedKernel(
            on: memory.arena, reading: memory.input(0, of: Float.self), writing: memory.output(of: BFloat16.self)
        ) { source, destination, isa, pool throws(KernelError) in
            try gatherPixels(source, images: images, channels: channels, into: &destination, using: isa, on: pool)
        }
    }
}
