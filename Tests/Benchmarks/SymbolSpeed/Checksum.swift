/// FNV-1a over 64-bit words: nobody can skip work whose result is summed, and the checks compute the same sum.
struct Checksum: CustomStringConvertible {
    private var value: UInt64 = 0xCBF2_9CE4_8422_2325

    /// Takes one more word in.
    mutating func mix(_ word: UInt64) { value = (value ^ word) &* 0x100_0000_01B3 }

    /// Sixteen digits of base 16.
    var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
