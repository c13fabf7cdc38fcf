public import QRSymbol

/// What stands on one label: the symbol and the words that a person reads.
public struct Label: Sendable, Hashable {
    public var modules: ModuleMatrix
    /// The symbol's error correction, which decides what a logo may cover.
    public var level: CorrectionLevel
    /// The offer in a few words; wrapped to two lines, then shortened.
    public var title: String
    /// The code as a person types it; never shortened.
    public var code: String
    /// Conditions or a date; wrapped to two lines, then shortened.
    public var note: String

    public init(
        modules: ModuleMatrix, level: CorrectionLevel, title: String = "", code: String = "",
        note: String = ""
    ) {
        self.modules = modules
        self.level = level
        self.title = title
        self.code = code
        self.note = note
    }

    public init(symbol: Symbol, title: String = "", code: String = "", note: String = "") {
        self.init(
            modules: ModuleMatrix(symbol), level: symbol.level, title: title, code: code, note: note)
    }

    func text(of line: Sheet.Caption.Line) -> String {
        switch line {
        case .title: title
        case .code: code
        case .note: note
        }
    }
}

/// Where a label stands in a printed file; rows, columns and pages are counted from 1 as on paper.
public struct LabelPlacement: Sendable, Hashable, Codable {
    /// The position in the order in which labels were added, from 0.
    public var index: Int
    public var page: Int
    public var row: Int
    public var column: Int
    /// The label's corner and size on the page, in millimetres.
    public var label: PageRectangle
    /// The symbol's square on the page, quiet zone included, in millimetres.
    public var symbol: PageRectangle
}

extension Sheet {
    /// Returns where the label at an index stands: from left to right, then down, then the next page.
    public func placement(ofLabel index: Int) -> LabelPlacement {
        let (page, cell) = index.quotientAndRemainder(dividingBy: labelsPerPage)
        let (row, column) = cell.quotientAndRemainder(dividingBy: columns)
        return LabelPlacement(
            index: index, page: page + 1, row: row + 1, column: column + 1,
            label: labelRectangle(row: row, column: column),
            symbol: symbolRectangle(row: row, column: column))
    }
}
