#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Files beside the journal: read and replaced as a whole, for their owner only.
package enum PrivateFile {
    /// Replaces a file: whoever reads it finds all of the old or all of the new, also after a crash.
    ///
    /// - Parameters:
    ///   - path: Where; the folder exists.
    ///   - bytes: The whole content.
    /// - Throws: `DiskError`; the old file stands then.
    package static func replace(_ path: String, with bytes: [UInt8]) throws(DiskError) {
        let fresh = path + ".new"
        try SystemFile.create(fresh, bytes, mode: O_TRUNC)
        guard rename(fresh, path) == 0 else { throw SystemFile.error(path, "renaming it") }
        try SystemFile.syncFolder(of: path)
    }

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - path: Where; a symbolic link is not followed.
    ///   - limit: The most bytes that it may have; a longer one is cut, and no longer what it was.
    /// - Returns: Its content; `nil` if there is none.
    /// - Throws: `DiskError.openToOthers` if its mode lets others in, or what the system said.
    package static func contents(_ path: String, limit: Int) throws(DiskError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if descriptor < 0, errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw SystemFile.error(path, "opening it") }
        defer { close(descriptor) }
        try SystemFile.requirePrivate(descriptor, path)
        var state = stat()
        guard fstat(descriptor, &state) == 0 else { throw SystemFile.error(path, "measuring it") }
        var bytes = [UInt8](repeating: 0, count: min(Int(state.st_size), limit))
        var filled = 0
        while filled < bytes.count {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, buffer.count - filled, off_t(filled))
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemFile.error(path, "reading it") }
            guard count > 0 else { break }
            filled += count
        }
        return Array(bytes.prefix(filled))
    }

    /// Makes a folder, and those above it, that only its owner may enter; one that is there already must be so.
    ///
    /// - Parameter path: Absolute.
    /// - Throws: `DiskError.openToOthers` if its mode lets others in, or what the system said.
    package static func makeFolder(_ path: String) throws(DiskError) {
        var part = ""
        for name in path.split(separator: "/") {
            part += "/" + name
            if mkdir(part, 0o700) != 0, errno != EEXIST { throw SystemFile.error(part, "making it") }
        }
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemFile.error(path, "opening it") }
        defer { close(descriptor) }
        try SystemFile.requirePrivate(descriptor, path)
    }
}
