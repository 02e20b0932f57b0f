import CEdgeKernels

/// Where the windows of a convolution or a pooling lie on images of rows of pixels of channels (NHWC).
public struct Window: Hashable, Sendable {
    public var images = 1
    /// Of the source.
    public var height: Int
    public var width: Int
    public var channels: Int
    /// Of the window.
    public var rows: Int
    public var columns: Int
    public var rowStride = 1
    public var columnStride = 1
    /// Rows and columns around the source that are not in memory, each less than the window.
    public var top = 0
    public var bottom = 0
    public var left = 0
    public var right = 0
    /// Elements from one pixel to the next; nil where pixels touch.
    public var sourceStride: Int?
    public var destinationStride: Int?

    public init(height: Int, width: Int, channels: Int, rows: Int, columns: Int) {
        self.height = height
        self.width = width
        self.channels = channels
        self.rows = rows
        self.columns = columns
    }

    /// A square window with the same stride in both directions and the same border on all sides.
    public init(height: Int, width: Int, channels: Int, size: Int, stride: Int = 1, border: Int = 0) {
        self.init(height: height, width: width, channels: channels, rows: size, columns: size)
        (rowStride, columnStride) = (stride, stride)
        (top, bottom, left, right) = (border, border, border, border)
    }

    /// Rows of the destination; 0 where the window does not fit.
    public var destinationHeight: Int { Self.places(height, top, bottom, window: rows, stride: rowStride) }

    /// Columns of the destination; 0 where the window does not fit.
    public var destinationWidth: Int { Self.places(width, left, right, window: columns, stride: columnStride) }

    private static func places(_ size: Int, _ before: Int, _ after: Int, window: Int, stride: Int) -> Int {
        guard size > 0, window > 0, stride > 0, 0..<window ~= before, 0..<window ~= after else { return 0 }
        let (some, overflow) = size.addingReportingOverflow(before)
        let (whole, more) = some.addingReportingOverflow(after)
        return overflow || more || whole < window ? 0 : (whole - window) / stride + 1
    }

    /// What kernels read, once the elements that there are were found to be enough.
    func checked(sourceCount: Int, destinationCount: Int, kernel: String) throws(KernelError) -> ep_window {
        guard images >= 0, channels >= 0, destinationHeight > 0, destinationWidth > 0 else {
            throw .badShape(kernel: kernel)
        }
        let source = try checkedPixels(height, width, stride: sourceStride, count: sourceCount, kernel: kernel)
        let destination = try checkedPixels(
            destinationHeight, destinationWidth, stride: destinationStride, count: destinationCount, kernel: kernel)
        return ep_window(
            images: images, channels: channels, height: height, width: width, window_height: rows,
            window_width: columns, stride_height: rowStride, stride_width: columnStride, top: top, bottom: bottom,
            left: left, right: right, source_stride: source, destination_stride: destination)
    }

    private func checkedPixels(
        _ height: Int, _ width: Int, stride: Int?, count: Int, kernel: String
    ) throws(KernelError) -> Int {
        let (pixels, overflow) = height.multipliedReportingOverflow(by: width)
        let (all, more) = pixels.multipliedReportingOverflow(by: images)
        guard !overflow, !more else { throw .overflow(kernel: kernel) }
        return try checkedStride(stride, rows: all, columns: channels, count: count, kernel: kernel)
    }
}
