import Foundation

/// What the system says of this process, under the names that every Prometheus client uses.
///
/// It is read from `/proc`, so on systems without it these numbers are left out.
enum ProcessReading {
    /// Shows the numbers of this process.
    ///
    /// - Parameters:
    ///   - registry: Where they are shown.
    ///   - startedAt: When the process began, in seconds since 1970.
    static func show(in registry: MetricsRegistry, startedAt: Double) {
        registry.readGauge(
            "process_start_time_seconds", help: "When the process began, in seconds since 1970.",
            read: { startedAt })
        registry.readCounter(
            "process_cpu_seconds_total", help: "Processor time used.", read: { cpuSeconds })
        registry.readGauge(
            "process_resident_memory_bytes", help: "Memory in use.", read: { bytes(of: "VmRSS") })
        registry.readGauge(
            "process_virtual_memory_bytes", help: "Address space in use.", read: { bytes(of: "VmSize") })
        registry.readGauge("process_open_fds", help: "Files and sockets that are open.", read: { openFiles })
        registry.readGauge(
            "process_max_fds", help: "Files and sockets that may be open.", read: { maximumOpenFiles })
    }

    /// A line such as `VmRSS:     12345 kB` of `/proc/self/status`.
    private static func bytes(of field: String) -> Double? {
        let line = lines("/proc/self/status").first { $0.hasPrefix(field + ":") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
            .map { $0 * 1_024 }
    }

    /// The fields 14 and 15 of `/proc/self/stat`, user and system time in ticks; the second field, the name of the
    /// program in brackets, may hold spaces.
    private static var cpuSeconds: Double? {
        guard let line = lines("/proc/self/stat").first, let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[end...].split(separator: " ").dropFirst().map { Double($0) }
        guard fields.count > 12, let user = fields[11], let system = fields[12] else { return nil }
        return (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// One less than are listed, since listing opens one.
    private static var openFiles: Double? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        return names.map { Double($0.count - 1) }
    }

    /// A line such as `Max open files    1024    524288    files` of `/proc/self/limits`.
    private static var maximumOpenFiles: Double? {
        let line = lines("/proc/self/limits").first { $0.hasPrefix("Max open files") }
        return line?.split(whereSeparator: \.isWhitespace).dropFirst(3).first.flatMap { Double($0) }
    }

    private static func lines(_ path: String) -> [Substring] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n")
    }
}
