extension Surroundings {
    /// 10 symbols of five bits: one name in 10⁹ that is drawn is one of a million others'.
    static let usualSymbolCount = 10
    /// Digits and capitals without those that are mistaken for others (Crockford's base 32).
    private static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Returns a new name: a letter that says of what, and random symbols.
    func newName(_ letter: Unicode.Scalar, symbolCount: Int = usualSymbolCount) -> String {
        let random = randomBytes(symbolCount).map { Self.symbols[Int($0) % Self.symbols.count] }
        return String(letter) + String(decoding: random, as: UTF8.self)
    }
}
