/// What a logo shows at the middle of each module that it hides, as readers see it.
///
/// A module under an edge or a thin line is dark to one reader and light to the next. So each module has a share:
/// how many of many readings (at other distances, with other thresholds, a little off the middle) take it for dark.
public struct LogoFace: Sendable, Hashable {
    /// The modules from top to bottom.
    public let rows: Int
    /// The modules from left to right.
    public let columns: Int
    /// Where the picture lies in them.
    public let seat: LogoSeat
    /// Row by row; negative where the logo hides nothing.
    private let shares: [Float]

    /// - Parameters:
    ///   - rows: At least 1.
    ///   - columns: At least 1.
    ///   - seat: Where the picture lies in them.
    ///   - darkShare: The share of readings that see dark, 0 to 1; `nil` where the logo hides nothing.
    public init(
        rows: Int, columns: Int, seat: LogoSeat = .middle, darkShare: (_ row: Int, _ column: Int) -> Double?
    ) {
        precondition(rows > 0 && columns > 0, "a logo hides something")
        self.seat = seat
        self.rows = rows
        self.columns = columns
        shares = (0..<rows * columns).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: columns)
            return darkShare(row, column).map { Float(min(max($0, 0), 1)) } ?? -1
        }
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: Of the logo, 0 at the top.
    ///   - column: Of the logo, 0 at the left.
    /// - Returns: Whether most readings see dark; `nil` where the logo hides nothing.
    public func isDark(row: Int, column: Int) -> Bool? {
        let share = shares[row * columns + column]
        return share < 0 ? nil : share >= 0.5
    }

    /// Looks a module up.
    ///
    /// - Parameters:
    ///   - row: Of the logo, 0 at the top.
    ///   - column: Of the logo, 0 at the left.
    /// - Returns: The share of readings that agree with most of them, 0.5 to 1; 0 where the logo hides nothing.
    public func certainty(row: Int, column: Int) -> Float {
        let share = shares[row * columns + column]
        return share < 0 ? 0 : max(share, 1 - share)
    }

    /// The modules that a reading is to be expected to see otherwise than most readings.
    public var doubt: Float { shares.reduce(0) { $0 + ($1 < 0 ? 0 : min($1, 1 - $1)) } }

    /// The share of readings that see a module dark; `nil` where the logo hides nothing.
    func darkShare(row: Int, column: Int) -> Double? {
        let share = shares[row * columns + column]
        return share < 0 ? nil : Double(share)
    }

    /// The modules that are hidden; `nil` for all of them.
    public var mask: LogoMask? {
        guard shares.contains(where: { $0 < 0 }) else { return nil }
        return LogoMask(rows: rows, columns: columns) { shares[$0 * columns + $1] >= 0 }
    }
}
