/// Decimal digits of texts that are put together byte by byte, as the answers to tills are.
enum Digits {
    /// Appends a number with zeros in front up to a width, the sign not counted.
    static func append(_ number: some BinaryInteger, width: Int, to text: inout [UInt8]) {
        if number < 0 { text.append(UInt8(ascii: "-")) }
        let size = UInt64(number.magnitude)
        var divisor: UInt64 = 1
        for _ in 1..<max(width, 1) { divisor *= 10 }
        while size / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            text.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: size / divisor % 10))
            divisor /= 10
        }
    }
}
