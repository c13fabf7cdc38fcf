/// The checksum of PNG's chunks (ISO/IEC 15948, annex D), eight bytes a step.
struct CRC32 {
    /// Eight tables of 256: what a byte adds that lies so many bytes before the end of a step.
    private let tables: [UInt32]

    init() {
        var tables = [UInt32](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            tables[byte] = (0..<8).reduce(UInt32(byte)) { value, _ in
                value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1
            }
        }
        for place in 256..<tables.count {
            let shorter = tables[place - 256]
            tables[place] = shorter >> 8 ^ tables[Int(shorter & 0xFF)]
        }
        self.tables = tables
    }

    /// Returns the checksum of the bytes from a place on.
    func checksum(of bytes: [UInt8], from start: Int) -> UInt32 {
        let tables = tables.span
        let bytes = bytes.span
        var value = ~UInt32(0)
        var place = start
        while place + 8 <= bytes.count {
            var next: UInt32 = 0
            for step in 0..<4 {
                let byte = UInt8(truncatingIfNeeded: value >> UInt32(8 * step)) ^ bytes[place + step]
                next ^=
                    tables[(7 - step) * 256 + Int(byte)]
                    ^ tables[(3 - step) * 256 + Int(bytes[place + 4 + step])]
            }
            value = next
            place += 8
        }
        while place < bytes.count {
            value = value >> 8 ^ tables[Int(UInt8(truncatingIfNeeded: value) ^ bytes[place])]
            place += 1
        }
        return ~value
    }
}

/// The checksum of zlib's data (RFC 1950, 8.2), in closed form for rows that repeat.
struct Adler32 {
    private var sum: UInt64 = 1
    private var sumOfSums: UInt64 = 0

    private static let modulus: UInt64 = 65_521

    /// What bytes add.
    struct Part {
        var count: UInt64 = 0
        /// The sum of the bytes.
        var sum: UInt64 = 0
        /// The sum of the bytes, each times how many there are from it to the end.
        var weighted: UInt64 = 0

        init() {}

        init(_ bytes: [UInt8]) {
            count = UInt64(bytes.count)
            for (place, byte) in bytes.enumerated() {
                sum += UInt64(byte)
                weighted += UInt64(byte) * UInt64(bytes.count - place)
            }
        }

        /// Puts other bytes behind these.
        @inline(__always)
        mutating func append(_ other: Part) {
            count &+= other.count
            weighted &+= sum &* other.count &+ other.weighted
            sum &+= other.sum
        }
    }

    /// Adds bytes so many times.
    mutating func append(_ part: Part, times: UInt64 = 1) {
        sumOfSums +=
            times * (part.count * sum + part.weighted) + part.count * part.sum * (times * (times - 1) / 2)
        sumOfSums %= Self.modulus
        sum = (sum + times * part.sum) % Self.modulus
    }

    var value: UInt32 { UInt32(sumOfSums << 16 | sum) }
}
