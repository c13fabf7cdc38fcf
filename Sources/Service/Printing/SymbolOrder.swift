package import Artwork
package import QRSymbol

/// One symbol as somebody wants it drawn.
package struct SymbolOrder: Sendable, Hashable {
    /// Exactly what the symbol holds.
    package var text: String
    package var format: SymbolFormat
    /// `nil` takes M, or with a logo the first of Q and H that carries one.
    package var level: CorrectionLevel?
    package var size: SymbolSize
    /// What the press or printer resolves; modules snap to its dots.
    package var dotsPerInch: Int
    package var style: SymbolStyle
    package var check: SymbolCheck

    package init(
        text: String, format: SymbolFormat, level: CorrectionLevel? = nil,
        size: SymbolSize = .moduleMillimetres(0.5), dotsPerInch: Int = Self.standardDotsPerInch,
        style: SymbolStyle = .blackOnWhite, check: SymbolCheck = .readBack
    ) {
        self.text = text
        self.format = format
        self.level = level
        self.size = size
        self.dotsPerInch = dotsPerInch
        self.style = style
        self.check = check
    }

    /// 300 dots an inch: the least that packaging houses ask for.
    package static let standardDotsPerInch = 300
}

/// What a symbol is written as; raw values are file extensions.
package enum SymbolFormat: String, Sendable, Hashable, CaseIterable {
    case png, svg, pdf, txt
}

/// How large a symbol is drawn.
package enum SymbolSize: Sendable, Hashable {
    /// The side of a module, snapped to whole dots.
    case moduleMillimetres(Double)
    /// The side of the symbol with its quiet zone; modules are the largest whole dots that fit.
    case sideMillimetres(Double)
    /// The side of a module in dots.
    case dotsPerModule(Int)
}

/// Whether a picture is read back before it is kept.
package enum SymbolCheck: Sendable, Hashable {
    case readBack
    /// For pictures that will be judged otherwise.
    case skip
}

/// What was drawn, in numbers that a printer asks for.
package struct SymbolReport: Sendable, Hashable, Codable {
    /// 1 to 40.
    package var version: Int
    package var level: String
    /// Modules a side, without the quiet zone.
    package var modules: Int
    package var quietZone: Int
    package var moduleMillimetres: Double
    /// With the quiet zone.
    package var sideMillimetres: Double
    package var dotsPerModule: Int
    package var dotsPerInch: Int
    /// With a logo: the least number of further wrong codewords that any block still corrects.
    package var damageLeft: Int?
    /// Whether an independent reader read exactly the text.
    package var isReadBack: Bool
}

/// A finished file.
package struct DrawnSymbol: Sendable, Hashable {
    package var bytes: [UInt8]
    package var report: SymbolReport
}
