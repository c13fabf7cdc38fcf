extension GauntletSubject {
    /// Returns a photograph of the symbol in print.
    ///
    /// - Parameters:
    ///   - moduleMillimetres: The side of a module, snapped to whole dots.
    ///   - printer: What prints it.
    ///   - tone: The grey around.
    ///   - random: The registration, the hand and the camera's noise.
    /// - Returns: The photograph.
    func printed(
        moduleMillimetres: Double, by printer: PrinterModel, tone: Float, _ random: inout DamageRandom
    ) -> GreyPicture {
        let dots = printer.dots(ofModule: moduleMillimetres)
        let millimetres = Double(dots) * printer.dotMillimetres
        let grid = DotGrid(dotsPerModule: dots, dotMicrometres: printer.dotMillimetres * 1_000)
        var paper = grid.drawn(self)
        paper = grid.misplaced(paper, &random)
        paper = grid.spread(paper)
        let (dark, light) = (dark, light)
        let ink = paper.mapped { light + (dark - light) * $0 }
        // No hand goes nearer than it needs to.
        let pixels = min(
            ScanCamera.phone.pixelsPerMillimetre(at: ScanCamera.handMillimetres) * millimetres, 6)
        let view = ink.scaled(by: pixels / grid.cellsPerModule)
        let margin = Int(Double(view.width) * GauntletScene.marginShare) + 4
        return view.framed(margin: margin, tone: tone)
            .rotated(degrees: random.uniform(-3..<3))
            .blurred(ScanCamera.blurPixels)
            .noisy(Self.faintNoise, &random).grey
    }
}
