/// How a press or a printer is to print symbols.
public struct PrintOptions: Sendable, Hashable {
    /// The largest bar width reduction, 200 µm: more than half of the smallest module is not dot gain but a slip.
    public static let barWidthReductionMicrometres: ClosedRange<Double> = 0...200
    /// The least module that an office printer and a phone's camera both keep, in millimetres.
    ///
    /// GS1 asks 0.396 mm of symbols for tills; marketing codes are read at 0.25 mm and above.
    public static let lowestModuleMillimetres = 0.25

    /// The ink of the dark modules; `nil` prints the colours of the screen, black and grey by black ink alone.
    public var ink: Ink?
    /// What the printer resolves, so that modules become whole dots; `nil` leaves them as large as fit.
    public var dotsPerInch: Int?
    /// By how much every dark bar is made narrower, half at each edge, because ink spreads; in micrometres.
    public var barWidthReduction: Double

    /// The press that the file is made for, which makes it PDF/X-4: then nothing is in the colours of a screen.
    public var outputIntent: OutputIntent?

    public init(
        ink: Ink? = nil, dotsPerInch: Int? = nil, barWidthReduction: Double = 0,
        outputIntent: OutputIntent? = nil
    ) {
        self.ink = ink
        self.outputIntent = outputIntent
        self.dotsPerInch = dotsPerInch
        self.barWidthReduction = barWidthReduction
    }

    /// The ink of a style's modules; `nil` prints the colours of the screen.
    func ink(of style: SymbolStyle) -> Ink? { ink ?? (outputIntent == nil ? nil : Ink(style.dark)) }

    /// What a style's logo is printed in; a brand that states inks has it in the process inks.
    func logoInk(of style: SymbolStyle) -> Ink? {
        ink ?? (style.statesInks ? .process(style.lightInks) : ink(of: style))
    }

    /// Refuses numbers that no printer has, and an ink that no scanner sees on this ground.
    func validate(on light: Color) throws(PrintError) {
        if let ink {
            do {
                try Legibility.check(dark: ProcessConversion.color(of: ink.appearance), light: light)
            } catch {
                throw .style(error, label: 1)
            }
        }
        guard Self.barWidthReductionMicrometres.contains(barWidthReduction) else {
            throw .barWidthReduction(
                micrometres: barWidthReduction, allowed: Self.barWidthReductionMicrometres)
        }
        if let dotsPerInch, !PrintSize.resolutionRange.contains(dotsPerInch) {
            throw .dotsPerInch(dotsPerInch, allowed: PrintSize.resolutionRange)
        }
    }
}
