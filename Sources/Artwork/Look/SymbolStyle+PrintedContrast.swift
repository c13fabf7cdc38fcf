extension SymbolStyle {
    /// Refuses inks that a scanner does not see on the printed ground, whatever their colours are on a screen.
    func checkPrintedContrast() throws(StyleError) {
        guard statesInks else { return }
        let ground = ProcessConversion.color(of: lightInks).relativeLuminance
        for paint in fills.dark.flatMap(\.stops).map(\.paint) {
            let printed = ProcessConversion.color(of: paint.pressInk.appearance).relativeLuminance
            guard ground - printed >= Legibility.minimumSymbolContrast else {
                throw .vanishesInPrint(
                    ink: paint.pressInk, color: paint.color, difference: ground - printed,
                    minimum: Legibility.minimumSymbolContrast)
            }
        }
    }
}
