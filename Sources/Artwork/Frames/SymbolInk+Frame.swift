extension SymbolInk {
    /// Appends a frame around a symbol that was placed, in the inks of the file.
    func append(_ frame: PlacedFrame, around place: SymbolPlace, to text: inout PDFText) {
        let palette = PressPalette(style, ink: options.logoInk(of: style))
        text.append("q ")
        text.append(
            place.module, 0, 0, -place.module, place.x - Double(frame.column) * place.module,
            place.y + place.side + Double(frame.row) * place.module)
        text.append("cm\n")
        frame.picture.append(to: &text) { palette.paint($0) }
        text.append("Q\n")
    }
}
