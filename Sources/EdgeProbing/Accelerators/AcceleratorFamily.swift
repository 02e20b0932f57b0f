package import EdgeRecords

/// One row of the table of accelerators: how to recognise a family, and what its driver stack consists of.
package struct AcceleratorFamily: Sendable {
    /// Where and by what a device of the family shows.
    package enum Match: Sendable, Equatable {
        /// Without devices every one of the vendor's in these classes; without classes whatever class it claims.
        case pci(vendor: UInt16, devices: Set<UInt16> = [], classes: Set<UInt16> = [])
        case usb(vendor: UInt16, product: UInt16)
        /// A device tree's `compatible`, with `*` at either end; a node's name begins with one of `nodeNames`, if any.
        case compatible(String, nodeNames: [String] = [])
        /// The `compatible` of the whole board, where its chip is known to hold the accelerator.
        case board(String)
    }

    /// What a driver stack would allow.
    ///
    /// `usable` speaks of the device and its installed software, not of the engines of this version: an engine that is
    /// added later must not change the class of a device that stayed the same.
    package enum Standing: Sendable, Equatable {
        /// At least one engine that EdgePlan knows can drive it.
        case supported
        /// Recognised and named; no engine drives it.
        case unused
        /// Nothing can make it usable, for this reason.
        case never(because: String)
    }

    package var name: String
    package var vendor: String?
    /// The name with its maker's, once.
    package var fullName: String {
        guard let vendor, !name.hasPrefix(vendor + " ") else { return name }
        return vendor + " " + name
    }
    package var kind: Device.Accelerator.Kind
    package var matches: [Match]
    package var standing = Standing.supported
    /// Those that count; none where user space drives the device itself.
    package var drivers: [String] = []
    /// Functions of the device that serve its maintenance: not listed.
    package var ignoredDrivers: [String] = []
    package var node = NodeRule.none
    /// Every group is needed; any library of a group will do.
    package var libraries: [[String]] = []
    /// Where its makers put libraries, besides the usual folders.
    package var libraryFolders: [String] = []
    package var version: VersionRule?
    /// Several entries of the bus are one device: the cores of one chip.
    package var isOneDevice = false
    /// The remote processor, as in `cdsp`, that has to run before the device answers.
    package var remoteProcessor: String?
    package var remedy = Remedy()

    /// What mends each thing that can be missing.
    package struct Remedy: Sendable {
        package var driver = "install its vendor's driver"
        package var runtime = "install its vendor's run-time library"
        /// The group that owns the nodes; without one a udev rule is needed.
        package var group: String? = "render"
        package var container: String?
    }

    /// The driver and the library that must agree in version.
    package struct VersionRule: Sendable {
        package enum Source: Sendable {
            /// A file that holds nothing but the version.
            case file(String)
            /// The first word of a file that looks like a version.
            case words(String)
        }

        package var driver: [Source]
        /// The start of the library's file name, up to the version.
        package var library: String
    }
}

/// Which device nodes a family needs.
package indirect enum NodeRule: Sendable {
    case none
    case all([NodeRule])
    case any([NodeRule])
    case path(String)
    /// The nodes in `folder` whose entry in `/sys/class` leads to the device, such as `renderD128` of class `drm`.
    case ofClass(String, prefix: String, folder: String)
    /// The same, or any such node where the tree has no folder of that class.
    case numbered(String, class: String, folder: String)
    /// The start of a path that is ended by the device's place among its equals.
    case ordinal(String)
    case usb
    case nvidia

    static let render = NodeRule.ofClass("drm", prefix: "renderD", folder: "dev/dri")
    static let accel = NodeRule.ofClass("accel", prefix: "accel", folder: "dev/accel")
}

extension AcceleratorFamily {
    static let displayClasses: Set<UInt16> = [0x0300, 0x0302, 0x0380]
    static let acceleratorClasses: Set<UInt16> = [0x1200, 0x0b40]

    /// Earlier rows win.
    package static let all: [AcceleratorFamily] =
        nvidia + amd + intel + modules + systemChips + cards + namedVendors
}
