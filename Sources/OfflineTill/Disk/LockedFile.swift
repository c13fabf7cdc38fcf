#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A file of one process: only its owner may read it, and a second process that opens it is told so.
package final class LockedFile: JournalDisk {
    package let path: String
    private let descriptor: Int32

    /// Owner only: codes that were presented are worth something.
    static let mode: mode_t = 0o600

    /// Opens the file, or makes it and syncs its folder, and locks it until this object goes.
    ///
    /// - Parameter path: Where; the folder exists. A symbolic link is not followed.
    /// - Throws: `DiskError.inUse` if another process has it, `.openToOthers` if its mode lets others in.
    package init(_ path: String) throws(DiskError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, Self.mode)
        guard descriptor >= 0 else { throw SystemFile.error(path, "opening it") }
        do throws(DiskError) {
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                guard errno == EWOULDBLOCK else { throw SystemFile.error(path, "locking it") }
                throw DiskError.inUse(path: path)
            }
            try SystemFile.requirePrivate(descriptor, path)
            try SystemFile.syncFolder(of: path)
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    package func contents() throws(DiskError) -> [UInt8] {
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw SystemFile.error(path, "measuring it") }
        return try read(Int(state.st_size), at: 0)
    }

    package func read(_ count: Int, at offset: Int) throws(DiskError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let read = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
                )
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw SystemFile.error(path, "reading it") }
            guard read > 0 else { break }
            filled += read
        }
        return Array(bytes.prefix(filled))
    }

    package func append(_ bytes: [UInt8]) throws(DiskError) {
        try SystemFile.write(bytes, to: descriptor, path)
    }

    package func sync() throws(DiskError) { try SystemFile.sync(descriptor, path) }

    package func cut(to length: Int) throws(DiskError) {
        guard ftruncate(descriptor, off_t(length)) == 0 else { throw SystemFile.error(path, "cutting it") }
    }

    package func keepAside(_ bytes: [UInt8], ending: String) throws(DiskError) {
        try SystemFile.create(path + ending, bytes, mode: O_TRUNC)
    }
}
