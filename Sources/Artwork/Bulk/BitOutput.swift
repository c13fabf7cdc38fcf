/// Bytes that are written bit by bit, the least significant first, as RFC 1951, 3.1.1, packs them.
struct BitOutput {
    /// What was written, and room behind it.
    private var room: [UInt8] = Array(repeating: 0, count: 1_024)
    private var count = 0
    private var pending: UInt64 = 0
    private var pendingCount: UInt64 = 0

    /// The whole bytes so far.
    var bytes: [UInt8] { Array(room[..<count]) }

    /// Appends bits.
    ///
    /// - Parameter code: At most 56.
    @inline(__always)
    mutating func append(_ code: Bits) {
        let bits = pending | code.bits &<< pendingCount
        let bitCount = pendingCount &+ UInt64(code.count)
        let place = count
        count = place &+ Int(bitCount &>> 3)
        // Eight whole bytes are never pending: 7 bits and 56 are 63.
        pending = bits &>> (bitCount & ~7)
        pendingCount = bitCount & 7
        if place &+ 8 > room.count { grow(by: 8) }
        // All eight bytes are written; the next bits overwrite those that are not whole.
        var words = room.mutableSpan
        var bytes = unsafe words.mutableBytes
        bytes.storeBytes(of: bits.littleEndian, toByteOffset: place, as: UInt64.self)
    }

    private mutating func grow(by more: Int) {
        room += Array(repeating: 0, count: room.count + more)
    }

    mutating func append(_ codes: [Bits]) {
        for code in codes { append(code) }
    }

    /// Appends whole bytes; no bit may be pending.
    mutating func append(bytes more: [UInt8]) {
        precondition(pendingCount == 0, "these bytes would not begin at a byte")
        if count + more.count > room.count { grow(by: more.count) }
        room.replaceSubrange(count..<count + more.count, with: more)
        count += more.count
    }

    /// Fills the last byte with zeros.
    mutating func align() {
        if pendingCount > 0 { append(Bits(0, UInt8(8 - pendingCount))) }
    }

    mutating func removeAll() {
        (count, pending, pendingCount) = (0, 0, 0)
    }
}

/// Up to 56 bits, the first of them the least significant.
struct Bits: Hashable {
    var bits: UInt64
    var count: UInt8

    static let none = Bits(0, 0)

    init(_ bits: UInt64, _ count: UInt8) {
        self.bits = bits
        self.count = count
    }

    /// These bits and others behind them.
    func followed(by other: Bits) -> Bits { Bits(bits | other.bits << UInt64(count), count + other.count) }
}
