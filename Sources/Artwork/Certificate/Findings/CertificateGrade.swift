/// What a certificate comes to in one word.
public enum CertificateGrade: String, Sendable, Hashable, Codable, CaseIterable {
    /// As good as a plain code: fit for packaging that is handled.
    case strong
    /// Some of its reserve is spent: fit where it stays clean.
    case sound
    /// Reads when all is well.
    case weak
    /// Is not read undamaged by both readers.
    case fails

    /// The least share of the weaker reader for ``strong``, in percent: measured, plain symbols of versions 3 to 5 have 78
    /// to 85 there, with a planned logo of a tenth of the area 78 to 82.
    public static let strongPercent = 76.0
    /// For ``sound``: planned logos of a quarter of the area have 70 to 74, of three tenths 61 to 65.
    public static let soundPercent = 66.0
    /// The share of a block's correction that ``strong`` keeps for dirt, as logos are planned.
    public static let strongReserve = 0.25

    /// Judges.
    ///
    /// - Parameters:
    ///   - isReadClean: Whether both readers read the undamaged symbol.
    ///   - summary: Of the whole gauntlet.
    ///   - damage: What the modules say; `nil` when they make no symbol.
    ///   - symbolContrast: See ``PrintContrast/symbolContrast``.
    init(isReadClean: Bool, summary: RateSummary, damage: SymbolDamage?, symbolContrast: Double) {
        let correctable = damage?.blocks.first?.correctable ?? 0
        let left = damage?.damageLeft ?? 0
        let hasContrast = symbolContrast >= Legibility.minimumSymbolContrast
        // The smallest symbols correct so little that one codeword is all of their reserve.
        let reserve = max(1, Int((Double(correctable) * Self.strongReserve).rounded(.down)))
        if !isReadClean {
            self = .fails
        } else if hasContrast, left >= reserve, summary.weakerPercent >= Self.strongPercent {
            self = .strong
        } else if hasContrast, left >= 1, summary.weakerPercent >= Self.soundPercent {
            self = .sound
        } else {
            self = .weak
        }
    }
}
