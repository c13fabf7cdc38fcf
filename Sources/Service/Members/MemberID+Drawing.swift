import Vocabulary

extension MemberID {
    /// 16 symbols of five bits: of ten million ids that an import draws, two are equal with a chance of 4 in 10¹¹.
    static let importedSymbolCount = 16
    /// Digits and capitals without those that are mistaken for others (Crockford's base 32).
    private static let symbols = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)

    /// Returns a new id: `M` and random symbols.
    static func drawn(_ surroundings: Surroundings, symbolCount: Int = importedSymbolCount) -> MemberID {
        let random = surroundings.randomBytes(symbolCount)
        let symbols = random.map { Self.symbols[Int($0) % Self.symbols.count] }
        return MemberID(unchecked: "M" + String(decoding: symbols, as: UTF8.self))
    }
}
