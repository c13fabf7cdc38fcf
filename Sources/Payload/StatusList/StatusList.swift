/// How every coupon of a batch stands, two bits each, at the place that is its serial.
///
/// A Token Status List (draft-ietf-oauth-status-list, section 4.1): the first coupon of a byte has its lowest bits.
/// Serials begin at 1, so the entry at 0 belongs to no coupon; a last byte that is not full is filled up.
public struct StatusList: Sendable, Hashable {
    /// How many bits a coupon has.
    public static let bits = 2

    /// 2²⁴ coupons, more than a batch may have: four million bytes, which a till holds with ease.
    public static let maximumCount = 1 << 24

    /// The most bytes that a list has, and to which a compressed one may grow.
    public static let maximumByteCount = maximumCount / entriesPerByte

    static let entriesPerByte = 8 / bits

    /// The entries, the first of a byte in its lowest bits.
    public private(set) var bytes: [UInt8]

    /// Makes a list in which all coupons stand alike.
    ///
    /// - Parameters:
    ///   - count: How many entries, at most ``maximumCount``; it is rounded up to whole bytes.
    ///   - status: How all of them stand.
    public init(count: Int, filledWith status: Status = .valid) {
        precondition((0...Self.maximumCount).contains(count), "a list has at most 2²⁴ entries")
        // 0b01010101 repeats the two bits four times.
        let byte = status.rawValue * 0x55
        bytes = [UInt8](repeating: byte, count: (count + Self.entriesPerByte - 1) / Self.entriesPerByte)
    }

    /// Takes the bytes of a list; `nil` for more than ``maximumByteCount``.
    public init?(bytes: [UInt8]) {
        guard bytes.count <= Self.maximumByteCount else { return nil }
        self.bytes = bytes
    }

    /// How many entries there are, a multiple of four.
    public var count: Int { bytes.count * Self.entriesPerByte }

    /// How a coupon stands; `nil` for a serial beyond the list, which is older than the coupon.
    public subscript(serial: Int) -> Status? {
        Self.value(at: serial, bits: Self.bits, in: bytes).flatMap(Status.init(rawValue:))
    }

    /// Says how a coupon stands.
    ///
    /// - Parameters:
    ///   - status: How it stands from now on.
    ///   - serial: Its place, less than ``count``.
    public mutating func set(_ status: Status, at serial: Int) {
        let shift = serial % Self.entriesPerByte * Self.bits
        let index = serial / Self.entriesPerByte
        bytes[index] = bytes[index] & ~(0b11 << UInt8(shift)) | status.rawValue << UInt8(shift)
    }

    /// How many of some coupons do not stand ``Status/valid``.
    ///
    /// - Complexity: O(*n*) in the number of serials.
    public func markedCount(in serials: Range<Int>) -> Int {
        serials.count { self[$0] != .valid }
    }

    /// What names this list: the SHA-256 of its bytes.
    public var digest: Digest256 { Digest256(hashing: bytes) }

    /// Makes the list longer, by coupons that are valid, or shorter.
    mutating func resize(toByteCount count: Int) {
        let more = [UInt8](repeating: 0, count: max(0, count - bytes.count))
        bytes = bytes.prefix(count) + more
    }

    /// The entry of a packed list (draft-ietf-oauth-status-list, section 4.1).
    ///
    /// - Parameters:
    ///   - index: The place of the entry.
    ///   - bits: 1, 2, 4 or 8.
    ///   - bytes: The list.
    /// - Returns: The entry, or `nil` beyond the end.
    static func value(at index: Int, bits: Int, in bytes: [UInt8]) -> UInt8? {
        let perByte = 8 / bits
        guard index >= 0, index / perByte < bytes.count else { return nil }
        let mask = UInt8(truncatingIfNeeded: 1 << bits - 1)
        return bytes[index / perByte] >> UInt8(index % perByte * bits) & mask
    }
}

extension StatusList {
    /// How a coupon stands; the numbers are those of the draft, section 7.1, and never change.
    public enum Status: UInt8, Sendable, Hashable, CaseIterable {
        /// Nothing is known against it.
        case valid
        /// Revoked, for good.
        case invalid
        /// Its campaign is paused; it may become valid again.
        case suspended
        /// No use is left; what the draft leaves to the application.
        case usedUp
    }
}

extension StatusList {
    /// Decompresses a list from a zlib stream (RFC 1950); `nil` if it is none, or of more than ``maximumByteCount``.
    ///
    /// - Complexity: O(*n*) in the bytes of the stream and of the list.
    public init?(compressed: [UInt8]) {
        guard let bytes = try? Inflater.decompress(compressed, limit: Self.maximumByteCount) else {
            return nil
        }
        self.init(bytes: bytes)
    }
}
