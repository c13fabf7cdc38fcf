/// How a symbol lies on the page: readers take it in any position (ISO/IEC 18004, 4.1).
public enum SymbolTurn: String, Sendable, Hashable, CaseIterable {
    /// The corner without a finder is the lower right one.
    case upright
    /// A quarter turn against the clock: the corner without a finder is the upper right one.
    ///
    /// Text stands in columns from the right edge on, so that a wide logo crosses all of them in an upright symbol and
    /// few in this one.
    case left

    /// Finds where a module of the upright symbol lies.
    ///
    /// - Parameters:
    ///   - row: Of the upright symbol.
    ///   - column: Of the upright symbol.
    ///   - size: The modules a side.
    /// - Returns: Row and column of the symbol as it lies.
    public func turned(row: Int, column: Int, size: Int) -> (row: Int, column: Int) {
        switch self {
        case .upright: (row, column)
        case .left: (size - 1 - column, row)
        }
    }

    /// Finds which module of the upright symbol lies somewhere.
    ///
    /// - Parameters:
    ///   - row: Of the symbol as it lies.
    ///   - column: Of the symbol as it lies.
    ///   - size: The modules a side.
    /// - Returns: Row and column of the upright symbol.
    public func upright(row: Int, column: Int, size: Int) -> (row: Int, column: Int) {
        switch self {
        case .upright: (row, column)
        case .left: (column, size - 1 - row)
        }
    }
}

extension ModuleMatrix {
    /// The modules of an upright symbol as it lies.
    ///
    /// - Complexity: O(size²)
    func turned(_ turn: SymbolTurn) -> ModuleMatrix {
        precondition(self.turn == .upright, "turned already")
        guard turn != .upright else { return self }
        let rows = ModuleRows(size: size) { row, column in
            let module = turn.upright(row: row, column: column, size: size)
            return isDark(row: module.row, column: module.column)
        }
        var turned = ModuleMatrix(version: version, mask: mask, words: rows.words)
        turned.turn = turn
        return turned
    }

    /// The modules as they lie when the symbol is upright.
    var upright: ModuleRows {
        guard turn != .upright else { return ModuleRows(size: size, words: words) }
        return ModuleRows(size: size) { row, column in
            let module = turn.turned(row: row, column: column, size: size)
            return isDark(row: module.row, column: module.column)
        }
    }
}

extension LogoPlace {
    /// A place of an upright symbol as it lies.
    func turned(_ turn: SymbolTurn, inSymbolOf size: Int) -> LogoPlace {
        switch turn {
        case .upright: self
        case .left:
            LogoPlace(rows: size - columns.upperBound..<size - columns.lowerBound, columns: rows)
        }
    }
}

extension LogoFace {
    /// What the logo shows as it is looked at, from what it hides of the upright symbol.
    func turned(_ turn: SymbolTurn) -> LogoFace {
        switch turn {
        case .upright: self
        case .left:
            LogoFace(rows: columns, columns: rows, seat: seat) { row, column in
                darkShare(row: column, column: columns - 1 - row)
            }
        }
    }

    /// What the logo hides of the upright symbol, where the symbol is turned and the logo is not.
    func upright(_ turn: SymbolTurn) -> LogoFace {
        switch turn {
        case .upright: self
        case .left:
            LogoFace(rows: columns, columns: rows, seat: seat) { row, column in
                darkShare(row: rows - 1 - column, column: row)
            }
        }
    }
}

extension LogoMask {
    /// Turns what is hidden of an upright symbol.
    ///
    /// - Parameters:
    ///   - turn: The symbol's.
    ///   - rows: Of the upright symbol's rectangle.
    ///   - columns: Of the upright symbol's rectangle.
    /// - Returns: What is hidden of the symbol as it lies.
    func turned(_ turn: SymbolTurn, rows: Int, columns: Int) -> LogoMask {
        switch turn {
        case .upright: self
        case .left:
            LogoMask(rows: columns, columns: rows) { hides(row: $1, column: columns - 1 - $0) }
        }
    }

    /// Turns what is hidden of a symbol as it lies.
    ///
    /// - Parameters:
    ///   - turn: The symbol's.
    ///   - rows: Of the rectangle as it lies.
    ///   - columns: Of the rectangle as it lies.
    /// - Returns: What is hidden of the upright symbol.
    func upright(_ turn: SymbolTurn, rows: Int, columns: Int) -> LogoMask {
        switch turn {
        case .upright: self
        case .left:
            LogoMask(rows: columns, columns: rows) { hides(row: rows - 1 - $1, column: $0) }
        }
    }
}
