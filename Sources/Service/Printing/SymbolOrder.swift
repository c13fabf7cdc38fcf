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
    /// What is drawn around it, in files that know paths.
    package var frame: CallFrame?
    package var check: SymbolCheck
    /// How the text becomes modules.
    package var encoding = SymbolEncoding()
    /// What it is for; its limits hold besides the printer's.
    package var preset: PrintPreset?
    /// The ink of the dark modules, in files for a press; `nil` takes the style's colour.
    package var ink: Ink?
    /// The press that a PDF is made for.
    package var outputIntent: OutputIntent?
    /// When a PDF says that it was made, ISO 8601 in UTC; `nil` leaves the date out.
    package var createdAt: String?
    /// In micrometres, for PDF.
    package var barWidthReduction = 0.0
    /// Bleed and crop marks, for PDF.
    package var trim = TrimOptions()
    /// What a label or receipt printer is told besides the symbol.
    package var device = DeviceOptions()
    /// A picture as the ground.
    package var picture: SymbolPicture?

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

/// How a text becomes modules.
package struct SymbolEncoding: Sendable, Hashable {
    package var family = Symbol.Family.qr
    package var allowsKanji = false
    package var channel: ExtendedChannel?
    package var functionCharacter: FunctionCharacter?
    /// `nil` takes the quickest that can.
    package var encoder: EncoderKind?

    package init() {}

    func order(_ text: String, level: CorrectionLevel) -> EncodingOrder {
        EncodingOrder(
            .text(text), level: level, family: family, allowsKanji: allowsKanji, channel: channel,
            functionCharacter: functionCharacter, encoder: encoder)
    }
}

/// What a label or receipt printer is told besides the symbol.
package struct DeviceOptions: Sendable, Hashable {
    /// 576 dots: receipts of 80 mm.
    package static let standardHeadDots = 576

    /// Words below the symbol.
    package var lines: [String] = []
    /// Whether the printer makes the symbol itself.
    package var isNative = false
    /// The width of a receipt printer's head.
    package var headDots = Self.standardHeadDots

    package init() {}
}

/// What a symbol is written as; raw values are file extensions.
package enum SymbolFormat: String, Sendable, Hashable, CaseIterable {
    case png, svg, pdf, eps, zpl, escpos, txt

    /// Whether it shows shapes, fills and frames.
    package var hasPaths: Bool {
        switch self {
        case .png, .svg, .pdf, .eps: true
        case .zpl, .escpos, .txt: false
        }
    }

    /// Whether a label or receipt printer takes it as it is.
    package var isForPrinter: Bool { self == .zpl || self == .escpos }

    /// The resolution where none is stated: label and receipt printers have 203 dpi, most of them.
    package var dotsPerInch: Int {
        switch self {
        case .zpl, .escpos: 203
        case .png, .svg, .pdf, .eps, .txt: SymbolOrder.standardDotsPerInch
        }
    }
}

/// How large a symbol is drawn.
package enum SymbolSize: Sendable, Hashable {
    /// The side of a module, snapped to whole dots.
    case moduleMillimetres(Double)
    /// The side of the symbol with its quiet zone; modules are the largest whole dots that fit.
    case sideMillimetres(Double)
    /// The side of a module in dots.
    case dotsPerModule(Int)
    /// From how far it is read; only for a preset.
    case readingDistanceMillimetres(Double)
    /// As the preset has it.
    case preset
}

/// Whether a picture is read back before it is kept.
package enum SymbolCheck: Sendable, Hashable {
    case readBack
    /// For pictures that will be judged otherwise.
    case skip
}

/// What was drawn, in numbers that a printer asks for.
package struct SymbolReport: Sendable, Hashable, Codable {
    /// 1 to 40, or 1 to 4 of Micro QR.
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
    /// With a logo: where it is, and what it costs.
    package var logo: LogoReport?
    /// With a picture as the ground: how much of it is left.
    package var picture: PictureReport?
    /// Whether an independent reader read exactly the text from the file itself.
    package var isReadBack: Bool
    /// Which readers may not read it, in sentences.
    package var warnings: [String]
}

extension SymbolReport {
    /// Where a logo is in its symbol, counted in modules from the top left of the picture, and what it costs.
    package struct LogoReport: Sendable, Hashable, Codable {
        package var row: Int
        package var column: Int
        package var rows: Int
        package var columns: Int
        /// `upright`, or `left` for a symbol that lies on its side.
        package var turn: String
        /// Of the symbol's modules.
        package var percent: Double
        /// The codewords that each block loses.
        package var damagedPerBlock: [Int]

        init(_ area: LogoArea) {
            row = area.place.rows.lowerBound
            column = area.place.columns.lowerBound
            rows = area.place.rows.count
            columns = area.place.columns.count
            turn = area.turn.rawValue
            percent = area.percent.rounded(to: 1)
            damagedPerBlock = area.damagedPerBlock
        }
    }
}

/// A finished file.
package struct DrawnSymbol: Sendable, Hashable {
    package var bytes: [UInt8]
    package var report: SymbolReport
}
