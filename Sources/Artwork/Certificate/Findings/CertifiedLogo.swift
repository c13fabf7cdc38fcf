internal import QRSymbol

/// A logo as it was planned.
public struct CertifiedLogo: Sendable, Hashable, Codable {
    /// The first row that it takes, of the symbol's modules from the top.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The rows that it takes, its light ring included.
    public let rows: Int
    /// The columns.
    public let columns: Int
    /// How the symbol lies: `upright`, or `left` for one on its side.
    public let turn: String
    /// The share of the symbol's modules that is hidden.
    public let percent: Double
    /// The codewords that each block was planned to lose.
    public let damagedPerBlock: [Int]
    /// The least that a block was planned to have left.
    public let damageLeft: Int

    enum CodingKeys: String, CodingKey, CaseIterable {
        case row, column, rows, columns, turn, percent
        case damagedPerBlock = "damaged_per_block"
        case damageLeft = "damage_left"
    }
}

extension CertifiedLogo {
    /// Takes the numbers out of a plan.
    init(_ area: LogoArea) {
        row = area.place.rows.lowerBound
        column = area.place.columns.lowerBound
        rows = area.place.rows.count
        columns = area.place.columns.count
        turn = area.turn.rawValue
        percent = area.percent
        damagedPerBlock = area.damagedPerBlock
        damageLeft = area.damageLeft
    }
}
