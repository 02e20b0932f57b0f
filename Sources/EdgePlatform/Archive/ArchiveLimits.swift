/// What an archive may hold at most: it comes from outside and may be made to exhaust memory or time.
package struct ArchiveLimits: Sendable {
    /// Of the packed file, and of what it unpacks to.
    package var totalBytes = 512 << 20
    package var members = 200_000
    /// A larger file is listed, but its content is not kept: no file of a device's tree that we read is as large.
    package var fileBytes = 8 << 20
    /// As the kernel's own limit of a path.
    package var pathBytes = 4096
    /// Of one extended header.
    package var headerBytes = 1 << 20

    package init() {}
}
