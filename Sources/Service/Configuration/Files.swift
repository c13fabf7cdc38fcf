import Foundation

/// Files written whole or not at all, and read up to a limit.
extension URL {
    /// The path as people write it, spaces and all.
    var plainPath: String { path(percentEncoded: false) }

    var exists: Bool { FileManager.default.fileExists(atPath: plainPath) }

    /// Returns the bytes of a file.
    ///
    /// One byte more than `limit` is read of a larger file, so that its reader can refuse it.
    ///
    /// - Throws: `ServiceError.notFound` if there is none, `ServiceError.file` if it cannot be read.
    func read(atMost limit: Int) throws(ServiceError) -> Data {
        guard exists else { throw .notFound(kind: "file", name: plainPath) }
        do {
            let handle = try FileHandle(forReadingFrom: self)
            defer { try? handle.close() }
            return try handle.read(upToCount: limit + 1) ?? Data()
        } catch {
            throw .file(path: plainPath, reason: Self.reason(error))
        }
    }

    /// Writes a file under a temporary name, brings it to the disk and gives it its name.
    ///
    /// - Parameters:
    ///   - data: The whole content.
    ///   - mode: The permissions that the file has from the start.
    /// - Throws: `ServiceError.file`; then the file is what it was.
    func write(_ data: Data, mode: mode_t = 0o644) throws(ServiceError) {
        let manager = FileManager.default
        let temporary = deletingLastPathComponent().appending(path: ".\(lastPathComponent).new")
        do {
            try? manager.removeItem(at: temporary)
            let handle = try FileHandle(creating: temporary, mode: mode)
            defer { try? handle.close() }
            try handle.write(contentsOf: data)
            try handle.synchronize()
            guard rename(temporary.plainPath, plainPath) == 0 else {
                throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
            }
        } catch {
            try? manager.removeItem(at: temporary)
            throw .file(path: plainPath, reason: Self.reason(error))
        }
    }

    /// Makes a folder and those above it; one that exists stays as it is.
    ///
    /// - Throws: `ServiceError.file`.
    func makeFolder(mode: Int = 0o755) throws(ServiceError) {
        do {
            try FileManager.default.createDirectory(
                at: self, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
        } catch {
            throw .file(path: plainPath, reason: Self.reason(error))
        }
    }

    /// Refuses a file or folder that others than its owner can reach.
    ///
    /// - Parameter mode: The permissions that it should have, for the message.
    /// - Throws: `ServiceError.keys` with the command that mends it.
    func requirePrivate(mode: Int) throws(ServiceError) {
        let attributes = try? FileManager.default.attributesOfItem(atPath: plainPath)
        guard let found = (attributes?[.posixPermissions] as? NSNumber)?.intValue else {
            throw .keys("\(plainPath) is missing or cannot be looked at")
        }
        guard found & 0o077 == 0 else {
            let (shown, wanted) = (String(found, radix: 8), String(mode, radix: 8))
            throw .keys("others can reach \(plainPath) (mode \(shown)); run: chmod \(wanted) '\(plainPath)'")
        }
    }

    private static func reason(_ error: any Error) -> String {
        let inner = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return (inner ?? error as NSError).localizedDescription
    }
}

extension FileHandle {
    /// Makes an empty file that has its permissions from the start, and opens it for writing.
    ///
    /// `FileManager` would make one under yet another name first, which stays there if the process is killed then.
    ///
    /// - Throws: `POSIXError`.
    convenience init(creating url: URL, mode: mode_t) throws {
        let descriptor = open(url.plainPath, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode)
        guard descriptor >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.init(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
