internal import CZlib

/// Compresses by zlib, for what a file holds once or seldom; modules hardly shrink and are stored as they are.
///
/// For use cases too: no other module may import the C library.
package enum Deflater {
    /// The densest level: what is compressed here is small, and shared by all pages.
    private static let level = 9

    /// Returns the bytes as a zlib stream (RFC 1950), which PDF calls `FlateDecode`.
    package static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var length = compressBound(uLong(bytes.count))
        let result = unsafe [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            // With a buffer of `compressBound` bytes it fails only for want of memory.
            let status = unsafe compress2(
                buffer.baseAddress, &length, bytes, uLong(bytes.count), Int32(Self.level))
            precondition(status == Z_OK, "zlib has memory")
            count = Int(length)
        }
        return result
    }

    /// Returns a checksum of two kinds, side by side, continued from an earlier one; 0 begins.
    static func checksum(of bytes: [UInt8], after earlier: UInt64) -> UInt64 {
        let crc = unsafe crc32_z(uLong(earlier >> 32), bytes, bytes.count)
        let adler = unsafe adler32_z(uLong(earlier & 0xFFFF_FFFF), bytes, bytes.count)
        return UInt64(crc) << 32 | UInt64(adler)
    }
}
