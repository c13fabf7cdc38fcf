/// Error correction codewords by tables, ISO/IEC 18004, 7.5.2 and annex A.
///
/// The remainder of a block is kept in four words, its first codeword in the most significant byte, so that a step
/// of the division is a shift and the exclusive or of one table row.
struct ReedSolomon: Sendable {
    /// The number of correction codewords in a block.
    let count: Int
    /// For each factor the generator polynomial times it, without the leading term.
    private let multiples: ByteTable<Remainder>

    /// 32 codewords: two more than any block has.
    ///
    /// Those behind the last are zero.
    struct Remainder: Sendable {
        var words: SIMD4<UInt64> = .zero

        static let byteCount = 32

        /// The codeword at a place, 0 for the first.
        subscript(place: Int) -> UInt8 {
            get { UInt8(truncatingIfNeeded: words[place / 8] >> UInt64(56 - place % 8 * 8)) }
            set {
                let shift = UInt64(56 - place % 8 * 8)
                words[place / 8] = words[place / 8] & ~(0xFF << shift) | UInt64(newValue) << shift
            }
        }
    }

    init(count: Int) {
        precondition((1...30).contains(count), "no block has so many")
        self.count = count
        let generator = Self.generator(ofDegree: count)
        multiples = ByteTable { factor in
            var row = Remainder()
            for place in 0..<count { row[place] = GaloisField.product(generator[place], factor) }
            return row
        }
    }

    /// Returns the correction codewords of a block.
    ///
    /// - Complexity: O(*n*) in its data codewords.
    @inline(__always)
    func remainder(of bytes: [UInt8], in block: Range<Int>) -> Remainder {
        var (a, b, c, d): (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let bytes = bytes.span.extracting(block)
        for place in bytes.indices {
            let multiple = multiples[bytes[place] ^ UInt8(truncatingIfNeeded: a >> 56)].words
            a = (a << 8 | b >> 56) ^ multiple[0]
            b = (b << 8 | c >> 56) ^ multiple[1]
            c = (c << 8 | d >> 56) ^ multiple[2]
            d = d << 8 ^ multiple[3]
        }
        return Remainder(words: SIMD4(a, b, c, d))
    }

    /// The coefficients of (x − α⁰)(x − α¹)…, the highest first and the leading 1 left out.
    private static func generator(ofDegree degree: Int) -> [UInt8] {
        var coefficients = [UInt8](repeating: 0, count: degree)
        coefficients[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for place in 0..<degree {
                coefficients[place] = GaloisField.product(coefficients[place], root)
                if place + 1 < degree { coefficients[place] ^= coefficients[place + 1] }
            }
            root = GaloisField.product(root, 2)
        }
        return coefficients
    }

    /// One for each number of correction codewords that the standard uses.
    static let all: [Int: ReedSolomon] = Dictionary(
        uniqueKeysWithValues: [7, 10, 13, 15, 16, 17, 18, 20, 22, 24, 26, 28, 30].map {
            ($0, ReedSolomon(count: $0))
        })
}

/// Arithmetic on bytes modulo x⁸ + x⁴ + x³ + x² + 1, ISO/IEC 18004, 7.5.2.
enum GaloisField {
    /// Multiplies bit by bit: only tables are made with it.
    static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        var product: UInt8 = 0
        for bit in (0..<8).reversed() {
            product = product << 1 ^ (product >> 7 == 1 ? 0x1D : 0)
            if other >> UInt8(bit) & 1 == 1 { product ^= one }
        }
        return product
    }
}
