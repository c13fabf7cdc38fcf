import Payload

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// The file of a terminal's private key: 64 hexadecimal digits in one line, 0600, as an issuer's keys are kept.
package enum TerminalKeyFile {
    /// Why there is no key.
    package enum Fault: Error, Sendable, Hashable {
        case disk(DiskError)
        /// The file is not 64 digits and a line end; its content is never part of a message.
        case damaged(path: String)
        /// The generator gave this many bytes in place of 32.
        case randomness(given: Int)
    }

    /// Reads the key, or makes it if there is no file.
    ///
    /// - Parameters:
    ///   - path: Where; the folder exists.
    ///   - randomBytes: A cryptographic source, asked only for a new key.
    /// - Returns: The key, which is on the disk.
    /// - Throws: `Fault`; a file that others may read is refused.
    package static func open(
        _ path: String, randomBytes: (Int) -> [UInt8]
    ) throws(Fault) -> TerminalSigningKey {
        if access(path, F_OK) != 0 {
            let seed = randomBytes(TerminalSigningKey.seedByteCount)
            guard seed.count == TerminalSigningKey.seedByteCount else {
                throw .randomness(given: seed.count)
            }
            do { try SystemFile.create(path, Array((Hex.encode(seed) + "\n").utf8)) } catch {
                throw .disk(error)
            }
        }
        return try read(path)
    }

    private static func read(_ path: String) throws(Fault) -> TerminalSigningKey {
        let bytes: [UInt8]
        do { bytes = try line(path) } catch { throw .disk(error) }
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.count == 2 * TerminalSigningKey.seedByteCount + 1, text.hasSuffix("\n"),
            let seed = try? Hex.decode(text.dropLast()), let key = try? TerminalSigningKey(seed: seed)
        else { throw .damaged(path: path) }
        return key
    }

    /// Up to 128 bytes: a key's line has 65, and anything longer is something else.
    private static func line(_ path: String) throws(DiskError) -> [UInt8] {
        let descriptor = systemOpen(path)
        guard descriptor >= 0 else { throw SystemFile.error(path, "opening it") }
        defer { close(descriptor) }
        try SystemFile.requirePrivate(descriptor, path)
        var bytes = [UInt8](repeating: 0, count: 128)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw SystemFile.error(path, "reading it") }
        return Array(bytes.prefix(count))
    }

    private static func systemOpen(_ path: String) -> Int32 {
        #if canImport(Darwin)
        Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #elseif canImport(Glibc)
        Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #elseif canImport(Musl)
        Musl.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        #endif
    }
}
