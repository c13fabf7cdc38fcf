/// The short code of a coupon: 16 symbols that people can read out, type and print small.
///
/// It is shown as `XXXX-XXXX-XXXX-XXXX` in Crockford's base 32. Fifteen symbols hold 75 bits, the bucket's field
/// (11) and then the number (64); the last is a ``CheckSymbol``. A code points to a coupon and proves
/// nothing: 64 bits from ``CodeSequence`` make guessing one hopeless.
public struct CouponCode: Sendable, Hashable {
    /// The coupon's number, unique within its bucket.
    public let number: UInt64

    /// The shard bucket that holds the coupon, 0..<2048; 0 for an issuer that fits one shard.
    public let bucket: UInt16

    /// How many buckets the code can name: 11 bits, what 15 symbols leave beside a 64-bit number.
    public static let bucketCount = 2_048

    /// How many symbols a code has, the check symbol included.
    public static let symbolCount = 16

    /// The longest text that is read, in UTF-8 bytes: a separator on each side of every symbol, and room to spare.
    public static let maximumTextBytes = 64

    /// Makes the code of a coupon.
    ///
    /// - Parameters:
    ///   - number: Any number, best one from ``CodeSequence``.
    ///   - bucket: The shard bucket, less than ``bucketCount``; anything else is a mistake of the caller and traps.
    public init(number: UInt64, bucket: UInt16 = 0) {
        precondition(bucket < Self.bucketCount, "a bucket has 11 bits")
        self.number = number
        self.bucket = bucket
    }

    /// The canonical text: 16 capital symbols without separators, as a symbol and a database hold it.
    public var text: String {
        let word = word
        let alphabet = Crockford32.alphabet
        return String(unsafeUninitializedCapacity: Self.symbolCount) { text in
            var sum: UInt8 = 0
            for place in 0..<Self.symbolCount - 1 {
                let symbol = UInt8(truncatingIfNeeded: word >> (5 * (Self.symbolCount - 2 - place))) & 31
                sum = CheckSymbol.sum(sum, then: symbol)
                text[place] = alphabet[Int(symbol)]
            }
            text[Self.symbolCount - 1] = alphabet[Int(CheckSymbol.completing(sum: sum))]
            return Self.symbolCount
        }
    }

    /// The text for people, `XXXX-XXXX-XXXX-XXXX`.
    public var grouped: String {
        var bytes: [UInt8] = []
        for (position, symbol) in text.utf8.enumerated() {
            if position > 0, position.isMultiple(of: 4) { bytes.append(UInt8(ascii: "-")) }
            bytes.append(symbol)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The 75 bits of the fifteen symbols before the check symbol.
    private var word: UInt128 {
        UInt128(Self.whiten(bucket, with: number)) << 64 | UInt128(number)
    }

    /// Hides the bucket behind the number's low bits, so that codes of bucket 0 do not all begin with `00`.
    ///
    /// The function is its own inverse.
    private static func whiten(_ field: UInt16, with number: UInt64) -> UInt16 {
        field ^ UInt16(truncatingIfNeeded: number) & 0x7FF
    }
}

extension CouponCode {
    /// Why a text is no short code.
    public enum ParseError: Error, Sendable, Hashable {
        /// This many symbols instead of 16; or this many bytes, if there are more than ``maximumTextBytes``.
        case wrongLength(Int)
        /// This character is neither a symbol nor a separator.
        case unreadable(Character)
        /// Sixteen symbols that do not belong together: at least one was misread.
        case checkFailed
    }

    /// Reads a code as people write it.
    ///
    /// Any case; spaces, hyphens, dots and underscores anywhere; O for 0, I and L for 1. Only ASCII is
    /// read: a look-alike from another script is refused rather than guessed.
    ///
    /// - Complexity: O(*n*) in the text's bytes, of which at most ``maximumTextBytes`` are read.
    /// - Throws: `ParseError` with the count or character that was wrong.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        let byteCount = text.utf8.count
        guard byteCount <= Self.maximumTextBytes else { throw .wrongLength(byteCount) }
        var word: UInt128 = 0
        var sum: UInt8 = 0
        var count = 0
        for byte in text.utf8 where !Self.isSeparator(byte) {
            guard let symbol = Crockford32.value(of: byte) else {
                throw .unreadable(text.firstCharacter(unless: Self.isReadable) ?? "\u{FFFD}")
            }
            word = word << 5 | UInt128(symbol)
            sum = CheckSymbol.sum(sum, then: symbol)
            count += 1
        }
        guard count == Self.symbolCount else { throw .wrongLength(count) }
        guard sum == 0 else { throw .checkFailed }
        number = UInt64(truncatingIfNeeded: word >> 5)
        bucket = Self.whiten(UInt16(truncatingIfNeeded: word >> 69), with: number)
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isReadable(_ byte: UInt8) -> Bool {
        isSeparator(byte) || Crockford32.value(of: byte) != nil
    }
}

extension CouponCode: CustomStringConvertible {
    /// The same as ``text``.
    public var description: String { text }
}
