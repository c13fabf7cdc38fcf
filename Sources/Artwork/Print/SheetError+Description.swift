extension SheetError: CustomStringConvertible {
    /// What is wrong with the sheet, as a sentence for the person who wrote it; rows and columns count from 1.
    public var description: String {
        switch self {
        case .outOfRange(let field, let value, let lowest, let highest):
            "\(field) is \(value.inSentence); \(lowest.inSentence) to \(highest.inSentence) are possible."
        case .labelOutsidePaper(let row, let column, let overhang):
            "The label in row \(row), column \(column) leaves the printable part of the paper "
                + "by \(overhang.inSentence) mm."
        case .labelsOverlap(let field, let pitch, let label):
            "The labels overlap: \(field) is \(pitch.inSentence) mm and the label is \(label.inSentence) mm."
        case .labelTooSmall(let needed, let field):
            "The symbol and the words do not fit: \(field) must be at least \(needed.inSentence) mm."
        case .captionLines:
            "caption.lines must name one line or more, each once, where the caption has a place."
        }
    }
}
