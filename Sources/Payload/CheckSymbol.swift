/// One check symbol over GF(32), the field of 32 elements modulo x⁵ + x² + 1.
///
/// A word d₁₅ … d₀ is right when Σ αⁱ·dᵢ = 0, where α = x generates all 31 non-zero elements. The weights of
/// up to 31 positions are therefore distinct and not zero, which proves two things:
///
/// - one wrong symbol changes the sum by αⁱ·e ≠ 0, so every single error is found;
/// - exchanging two symbols changes it by (αⁱ − αʲ)·(dᵢ − dⱼ) ≠ 0, so every exchange is found, adjacent or not.
///
/// Any other mistake is missed once in 32 times.
enum CheckSymbol {
    /// x⁵ + x² + 1, which is primitive over GF(2).
    private static let polynomial: UInt8 = 0b10_0101

    /// Returns `element` times α.
    static func timesAlpha(_ element: UInt8) -> UInt8 {
        let shifted = element << 1
        return shifted & 0b10_0000 == 0 ? shifted : shifted ^ polynomial
    }

    /// Returns the sum after one more symbol 0...31 on the right, by Horner's rule; 0 is where a sum begins.
    static func sum(_ sum: UInt8, then symbol: UInt8) -> UInt8 {
        timesAlpha(sum) ^ symbol
    }

    /// Returns the symbol that brings a sum, with itself on the right, to zero.
    static func completing(sum: UInt8) -> UInt8 { timesAlpha(sum) }
}
