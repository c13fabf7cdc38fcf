/// Logarithms and powers of the field's generator 2, ISO/IEC 18004, 7.5.2: what decoding divides with.
enum FieldTables {
    /// The number of elements but zero; exponents count modulo it.
    static let order = 255

    /// Multiplies two elements.
    static func product(_ one: UInt8, _ other: UInt8) -> UInt8 {
        guard one != 0, other != 0 else { return 0 }
        return powers[(logarithms[Int(one)] + logarithms[Int(other)]) % order]
    }

    /// Divides by an element that is not zero.
    static func quotient(_ one: UInt8, _ other: UInt8) -> UInt8 {
        precondition(other != 0, "zero divides nothing")
        guard one != 0 else { return 0 }
        return powers[(logarithms[Int(one)] + order - logarithms[Int(other)]) % order]
    }

    /// Raises the generator to an exponent of any sign.
    static func power(_ exponent: Int) -> UInt8 { powers[(exponent % order + order) % order] }

    /// Evaluates a polynomial, its constant term first, by Horner's rule.
    static func value(of polynomial: [UInt8], at place: UInt8) -> UInt8 {
        polynomial.reversed().reduce(0) { product($0, place) ^ $1 }
    }

    private static let powers: [UInt8] = (1..<order).reduce(into: [1]) { powers, exponent in
        powers.append(GaloisField.product(powers[exponent - 1], 2))
    }

    private static let logarithms: [Int] = powers.enumerated().reduce(
        into: Array(repeating: 0, count: 256)
    ) { $0[Int($1.element)] = $1.offset }
}
