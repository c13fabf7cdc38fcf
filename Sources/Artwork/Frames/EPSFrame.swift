/// A frame around the symbol of an EPS file.
struct EPSFrame {
    /// The most of each process ink that anything is painted with; `nil` with a spot ink.
    let process: Ink.Process?
    /// What draws it, for a drawing whose unit is the module; the symbol follows, its lower left corner the origin.
    let lines: [String]

    /// - Parameters:
    ///   - frame: Around the symbol.
    ///   - side: Modules a side of the symbol, quiet zones included.
    ///   - ink: What it is printed in.
    ///   - style: What it stands on.
    /// - Throws: `FormError.inkName`, `.inkShare`.
    init(_ frame: PlacedFrame, side: Int, ink: Ink, style: SymbolStyle) throws(FormError) {
        var paths = EPSPaths(PressPalette(style, ink: ink), space: try EPSInk(ink).space)
        paths.append(frame.picture)
        process = paths.process
        let bottom = frame.picture.height - Double(frame.row + side)
        lines = ["gsave"] + paths.lines + ["grestore", "\(frame.column) \(decimalText(bottom)) translate"]
    }
}
