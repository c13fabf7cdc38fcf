import Support

/// Seeded bytes that make encoders change modes.
enum RandomBytes {
    /// Returns stretches of digits, upper-case text, Chinese in UTF-8 and any bytes, zeros among them.
    static func mixture(count: Int, using generator: inout SplitMix64) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = Int.random(in: 1...20, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes += (0..<length).map { _ in UInt8.random(in: 0x30...0x39, using: &generator) }
            case 1: bytes += (0..<length).map { _ in UInt8.random(in: 0x41...0x5A, using: &generator) }
            case 2: bytes += Array("清泉茶舍满五十减十元".utf8.prefix(length * 3))
            default: bytes += (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
            }
        }
        return Array(bytes.prefix(count))
    }
}
