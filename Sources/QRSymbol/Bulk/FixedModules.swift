/// The dark modules of a version's fixed patterns, format and version information among them.
///
/// ISO/IEC 18004, 6.3, 7.9 and 7.10.
struct FixedModules {
    let size: Int
    /// Row after row, `true` for dark.
    private(set) var isDark: [Bool]

    init(version: Int, level: CorrectionLevel, mask: Int) {
        size = 17 + 4 * version
        isDark = Array(repeating: false, count: size * size)
        for place in stride(from: 0, to: size, by: 2) {
            set(row: 6, column: place)
            set(row: place, column: 6)
        }
        for (row, column) in FunctionPatterns.alignmentCentres(version: version) {
            drawRings(row: row, column: column, radius: 2, light: 1...1)
        }
        for (row, column) in [(3, 3), (3, size - 4), (size - 4, 3)] {
            drawRings(row: row, column: column, radius: 4, light: 2...2)
        }
        drawFormat(level: level, mask: mask)
        if version >= 7 { drawVersion(version) }
    }

    private mutating func set(row: Int, column: Int, _ dark: Bool = true) {
        isDark[row * size + column] = dark
    }

    /// Draws squares around a centre; those of a distance in `light`, and one of distance 4, are light.
    private mutating func drawRings(row: Int, column: Int, radius: Int, light: ClosedRange<Int>) {
        for rowStep in -radius...radius {
            for columnStep in -radius...radius {
                let (row, column) = (row + rowStep, column + columnStep)
                guard (0..<size).contains(row), (0..<size).contains(column) else { continue }
                let distance = max(abs(rowStep), abs(columnStep))
                set(row: row, column: column, !light.contains(distance) && distance < 4)
            }
        }
    }

    /// Two copies of level and mask, and the module that is always dark.
    private mutating func drawFormat(level: CorrectionLevel, mask: Int) {
        let bits = FormatInformation.bits(level: level, mask: mask)
        func isDark(_ bit: Int) -> Bool { bits >> bit & 1 == 1 }
        for bit in 0...5 { set(row: bit, column: 8, isDark(bit)) }
        set(row: 7, column: 8, isDark(6))
        set(row: 8, column: 8, isDark(7))
        set(row: 8, column: 7, isDark(8))
        for bit in 9...14 { set(row: 8, column: 14 - bit, isDark(bit)) }
        for bit in 0...7 { set(row: 8, column: size - 1 - bit, isDark(bit)) }
        for bit in 8...14 { set(row: size - 15 + bit, column: 8, isDark(bit)) }
        set(row: size - 8, column: 8)
    }

    /// Two copies of the version: six bits and twelve of their remainder.
    private mutating func drawVersion(_ version: Int) {
        let bits = version << 12 | BCHCode.remainder(of: version << 12, by: 0x1F25)
        for bit in 0..<18 where bits >> bit & 1 == 1 {
            set(row: bit / 3, column: size - 11 + bit % 3)
            set(row: size - 11 + bit % 3, column: bit / 3)
        }
    }
}

extension FormatInformation {
    /// The fifteen bits, 14 for the most significant.
    static func bits(level: CorrectionLevel, mask: Int) -> Int {
        let data = (level.indicator << 3 | mask) << 10
        return (data | BCHCode.remainder(of: data, by: 0x537)) ^ inversion
    }
}

/// The remainders that guard format and version information, ISO/IEC 18004, annexes C and D.
enum BCHCode {
    /// Divides polynomials over one bit.
    static func remainder(of bits: Int, by generator: Int) -> Int {
        let degree = Int.bitWidth - 1 - generator.leadingZeroBitCount
        var rest = bits
        while rest >> degree != 0 {
            rest ^= generator << (Int.bitWidth - 1 - rest.leadingZeroBitCount - degree)
        }
        return rest
    }
}
