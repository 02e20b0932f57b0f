/// What `/proc/cpuinfo` says of one CPU under a key such as `core id`; nil where it says nothing.
typealias CPUField = (_ key: String, _ cpu: Int) -> String?
