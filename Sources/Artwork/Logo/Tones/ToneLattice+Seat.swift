import QRSymbol

extension ToneLattice {
    /// A part of a module by which the picture lies off the middle.
    struct Shift {
        /// In parts.
        let down: Int
        /// In parts.
        let right: Int
        /// How many readings of all modules see otherwise than most of the module's.
        let doubt: Int
    }

    /// So many parts off its place the picture is looked at: half a module.
    private static let farthest = parts / 2

    /// Those of the shortest way first.
    private static let shifts: [(down: Int, right: Int)] = {
        let all = (-farthest...farthest).flatMap { down in
            (-farthest...farthest).map { (down: down, right: $0) }
        }
        func length(_ index: Int) -> Int {
            all[index].down * all[index].down + all[index].right * all[index].right
        }
        return all.indices.sorted { (length($0), $0) < (length($1), $1) }.map { all[$0] }
    }()

    /// Looks for the shift with which readers agree most.
    ///
    /// - Parameter reach: The farthest, in modules.
    /// - Returns: Of equals the shortest.
    func bestShift(reach: Double) -> Shift {
        let parts = Int(reach * Double(Self.parts))
        let shifts = Self.shifts.lazy.filter { abs($0.down) <= parts && abs($0.right) <= parts }.map {
            Shift(down: $0.down, right: $0.right, doubt: doubt(down: $0.down, right: $0.right))
        }
        return shifts.reduce(into: Shift(down: 0, right: 0, doubt: .max)) { best, shift in
            if shift.doubt < best.doubt { best = shift }
        }
    }

    private func doubt(down: Int, right: Int) -> Int {
        var sum = 0
        for row in 0..<rows {
            var place = place(row, 0, down, right)
            for _ in 0..<columns {
                let dark = Int(seen[place])
                sum += min(dark, Self.readings - dark)
                place += Self.parts
            }
        }
        return sum
    }

    /// What the picture shows.
    ///
    /// - Parameters:
    ///   - shift: Off the middle.
    ///   - shrink: What was taken off it, in modules.
    ///   - mask: The modules that are hidden; `nil` for all.
    /// - Returns: A share for each hidden module.
    func face(_ shift: Shift, shrink: Double, mask: LogoMask?) -> LogoFace {
        let seat = LogoSeat(
            down: Double(shift.down) / Double(Self.parts), right: Double(shift.right) / Double(Self.parts),
            shrink: shrink)
        return LogoFace(rows: rows, columns: columns, seat: seat) { row, column in
            guard mask?.hides(row: row, column: column) ?? true else { return nil }
            return Double(seen[place(row, column, shift.down, shift.right)]) / Double(Self.readings)
        }
    }

    private func place(_ row: Int, _ column: Int, _ down: Int, _ right: Int) -> Int {
        func middle(_ module: Int) -> Int { (module + Self.margin) * Self.parts + Self.parts / 2 }
        return (middle(row) - down) * line + middle(column) - right
    }
}
