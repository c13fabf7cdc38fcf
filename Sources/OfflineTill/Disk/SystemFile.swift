#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The calls that private, synced files are made of.
enum SystemFile {
    /// What the last call that failed says.
    static func error(_ path: String, _ doing: String) -> DiskError {
        let code = errno
        if code == ENOSPC || code == EDQUOT { return .full(path: path) }
        return .failed(path: path, doing: doing, reason: String(cString: strerror(code)))
    }

    /// Only the owner may have any right to it.
    static func requirePrivate(_ descriptor: Int32, _ path: String) throws(DiskError) {
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw error(path, "looking at it") }
        let mode = UInt32(state.st_mode) & 0o777
        guard mode & 0o077 == 0 else { throw DiskError.openToOthers(path: path, mode: mode) }
    }

    /// Writes all bytes; one call unless the system takes fewer, which it does when it is interrupted or full.
    static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(DiskError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw error(path, "writing to it") }
            rest = rest.dropFirst(count)
        }
    }

    /// Waits for the disk itself: on macOS only `F_FULLFSYNC` does.
    static func sync(_ descriptor: Int32, _ path: String) throws(DiskError) {
        #if canImport(Darwin)
        let isDone = fcntl(descriptor, F_FULLFSYNC) == 0
        #else
        let isDone = fdatasync(descriptor) == 0
        #endif
        guard isDone else { throw error(path, "syncing it") }
    }

    /// Makes the names in a file's folder last: a new file that is synced may still be nowhere.
    static func syncFolder(of path: String) throws(DiskError) {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw error(folder, "opening it") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw error(folder, "syncing it") }
    }

    /// Makes a private file with these bytes, on the disk when it returns.
    ///
    /// - Parameters:
    ///   - path: Where; the folder exists.
    ///   - bytes: The whole content.
    ///   - mode: `O_EXCL` to write over no other file, `O_TRUNC` to replace one.
    /// - Throws: `DiskError`.
    static func create(_ path: String, _ bytes: [UInt8], mode: Int32 = O_EXCL) throws(DiskError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | mode, LockedFile.mode)
        guard descriptor >= 0 else { throw error(path, "making it") }
        defer { close(descriptor) }
        try write(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0 else { throw error(path, "syncing it") }
        try syncFolder(of: path)
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Darwin)
        Darwin.write(descriptor, bytes, count)
        #elseif canImport(Glibc)
        Glibc.write(descriptor, bytes, count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes, count)
        #endif
    }
}
