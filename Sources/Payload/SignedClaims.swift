/// What a signed token states about a coupon, so that a till can judge it without a network.
///
/// Packed into 22 bytes, big-endian; the table is in <doc:Codes>. No personal data, and nothing that could
/// change after printing.
public struct SignedClaims: Sendable, Hashable {
    /// Which of the issuer's keys signs.
    public let keyID: UInt8

    /// The coupon, by which a redemption is keyed; never by the token's text.
    public let coupon: CouponCode

    /// The issuer's number of the batch, less than 2²⁴.
    public let batchNumber: UInt32

    /// The coupon's place in its batch, dense from 1, which is its place in the batch's ``StatusList``.
    ///
    /// The form allows 0, but no coupon has it: its place in the list is nobody's.
    public let serial: UInt32

    /// The last day on which the coupon is valid, in days since 2020-01-01 (1...65535), or `nil` for no end.
    ///
    /// A day of the store's own calendar: the till compares it with its local date.
    public let lastValidDay: UInt16?

    /// How many times the coupon may be used, 1...255.
    public let usesAllowed: UInt8

    /// How many bytes the packed form has.
    public static let byteCount = 22

    /// The first number that no batch may have: three bytes are packed.
    public static let batchNumberLimit: UInt32 = 1 << 24

    /// Day 0 of ``lastValidDay``, 2020-01-01, in days since 1970-01-01.
    public static let dayZeroSince1970 = 18_262

    /// Version 1 in the low four bits, no flags in the high four.
    private static let format: UInt8 = 0x01

    /// Why claims cannot be made or read.
    public enum FormError: Error, Sendable, Hashable {
        /// This many bytes instead of 22.
        case wrongLength(Int)
        /// The first byte names another version, or flags that this version does not have.
        case unknownFormat(UInt8)
        /// The bucket is not less than 2048.
        case bucket(UInt16)
        /// The batch number is not less than 2²⁴.
        case batchNumber(UInt32)
        /// Day 0 was given; no end is `nil`.
        case lastValidDay
        /// No use is allowed.
        case usesAllowed
    }

    /// States the claims.
    ///
    /// - Parameters:
    ///   - keyID: The id of the key that will sign.
    ///   - coupon: The coupon's number and bucket.
    ///   - batchNumber: The issuer's number of the batch, less than ``batchNumberLimit``.
    ///   - serial: The coupon's place in its batch, from 1.
    ///   - lastValidDay: Days since 2020-01-01, at least 1, or `nil` for no end.
    ///   - usesAllowed: How many uses, at least 1.
    /// - Throws: `FormError` for a value that does not fit.
    public init(
        keyID: UInt8, coupon: CouponCode, batchNumber: UInt32, serial: UInt32, lastValidDay: UInt16?,
        usesAllowed: UInt8
    ) throws(FormError) {
        guard batchNumber < Self.batchNumberLimit else { throw .batchNumber(batchNumber) }
        guard lastValidDay != 0 else { throw .lastValidDay }
        guard usesAllowed > 0 else { throw .usesAllowed }
        self.keyID = keyID
        self.coupon = coupon
        self.batchNumber = batchNumber
        self.serial = serial
        self.lastValidDay = lastValidDay
        self.usesAllowed = usesAllowed
    }

    /// Reads the packed form; every claim has exactly one.
    ///
    /// - Throws: `FormError` for another length, version or flag, and for a value out of range.
    public init(packed bytes: some Collection<UInt8>) throws(FormError) {
        let bytes = Array(bytes)
        guard bytes.count == Self.byteCount else { throw .wrongLength(bytes.count) }
        guard bytes[0] == Self.format else { throw .unknownFormat(bytes[0]) }
        let bucket = UInt16(bigEndianBytes: bytes[2..<4])
        guard bucket < CouponCode.bucketCount else { throw .bucket(bucket) }
        let day = UInt16(bigEndianBytes: bytes[19..<21])
        try self.init(
            keyID: bytes[1],
            coupon: CouponCode(number: UInt64(bigEndianBytes: bytes[4..<12]), bucket: bucket),
            batchNumber: UInt32(bigEndianBytes: bytes[12..<15]),
            serial: UInt32(bigEndianBytes: bytes[15..<19]),
            lastValidDay: day == 0 ? nil : day,
            usesAllowed: bytes[21])
    }

    /// The 22 bytes that are signed.
    public var packed: [UInt8] {
        [Self.format, keyID] + coupon.bucket.bigEndianBytes + coupon.number.bigEndianBytes
            + batchNumber.bigEndianBytes.dropFirst() + serial.bigEndianBytes
            + (lastValidDay ?? 0).bigEndianBytes + [usesAllowed]
    }
}
