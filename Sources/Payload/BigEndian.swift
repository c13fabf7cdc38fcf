extension FixedWidthInteger where Self: UnsignedInteger {
    /// The bytes, most significant first, as every format of this module writes its numbers.
    var bigEndianBytes: [UInt8] {
        stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
    }

    /// Reads bytes, most significant first; of too many, the last ones count.
    init(bigEndianBytes bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Self($1) }
    }
}
