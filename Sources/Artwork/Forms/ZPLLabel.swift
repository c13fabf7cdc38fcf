/// What a label of ZPL has besides the symbol: where it stands, its size and the words below.
public struct ZPLLabel: Sendable, Hashable {
    /// The left edge of the quiet zone on the label, in dots, one of ``FormLimits/zplOrigins``.
    public var originX: Int
    /// The upper edge of the quiet zone on the label, in dots, one of ``FormLimits/zplOrigins``.
    public var originY: Int
    /// The width of the label in dots, one of ``FormLimits/zplLabelDots``; `nil` leaves the printer's.
    public var widthDots: Int?
    /// The length of the label in dots, one of ``FormLimits/zplLabelDots``; `nil` leaves the printer's.
    public var lengthDots: Int?
    /// The words below the symbol, sent as UTF-8; what the font lacks, the printer leaves out.
    public var lines: [String]
    /// The height of the words in dots, one of ``FormLimits/zplTextDots``.
    public var textDots: Int
    /// A font that is stored in the printer, such as `E:NOTOSANS.TTF`; `nil` is font 0, which has Latin only.
    public var font: String?

    /// Describes a label.
    ///
    /// - Parameters:
    ///   - originX: The left edge of the quiet zone on the label, in dots.
    ///   - originY: The upper edge of the quiet zone on the label, in dots.
    ///   - widthDots: The width of the label; `nil` leaves the printer's.
    ///   - lengthDots: The length of the label; `nil` leaves the printer's.
    ///   - lines: The words below the symbol.
    ///   - textDots: The height of the words.
    ///   - font: A font that is stored in the printer; `nil` is font 0.
    public init(
        originX: Int = 0, originY: Int = 0, widthDots: Int? = nil, lengthDots: Int? = nil,
        lines: [String] = [], textDots: Int = 24, font: String? = nil
    ) {
        self.originX = originX
        self.originY = originY
        self.widthDots = widthDots
        self.lengthDots = lengthDots
        self.lines = lines
        self.textDots = textDots
        self.font = font
    }
}

extension ZPLLabel {
    /// Returns a whole label around the fields of a symbol.
    ///
    /// - Parameters:
    ///   - fields: What draws the symbol.
    ///   - width: Of the symbol with its quiet zones, in dots.
    ///   - height: The space above the words, in dots.
    /// - Returns: The label, in ASCII.
    /// - Throws: ``FormError``.
    func document(fields: [String], width: Int, height: Int) throws(FormError) -> [UInt8] {
        try check(width: width, height: height)
        var commands = ["^XA"]
        if let widthDots { commands.append("^PW\(widthDots)") }
        if let lengthDots { commands.append("^LL\(lengthDots)") }
        // An origin of another label's home would count from there.
        commands += ["^LH0,0"] + fields
        if !lines.isEmpty { commands.append("^CI28") }
        for (index, line) in lines.enumerated() {
            commands.append(
                "^FO\(originX),\(originY + height + index * linePitch)\(fontCommand)"
                    + ZPLField.data(line.utf8) + "^FS")
        }
        return Array((commands + ["^XZ", ""]).joined(separator: "\n").utf8)
    }

    /// Places the corner of something within the quiet zone.
    func place(inset: Int) -> (x: Int, y: Int) { (originX + inset, originY + inset) }

    /// From one line to the next: a quarter more than the letters are high.
    private var linePitch: Int { textDots + textDots / 4 }

    /// `^A0` or, for a font by its file's name, `^A@`.
    private var fontCommand: String {
        guard let font else { return "^A0N,\(textDots),\(textDots)" }
        return "^A@N,\(textDots),\(textDots),\(font)"
    }

    private func check(width: Int, height: Int) throws(FormError) {
        let origins = FormLimits.zplOrigins
        guard origins.contains(originX), origins.contains(originY) else {
            throw .origin(x: originX, y: originY, allowed: origins)
        }
        for dots in [widthDots, lengthDots].compactMap(\.self) where !FormLimits.zplLabelDots.contains(dots) {
            throw .headDots(dots, allowed: FormLimits.zplLabelDots)
        }
        guard FormLimits.zplTextDots.contains(textDots) else {
            throw .textDots(textDots, allowed: FormLimits.zplTextDots)
        }
        try FormLines.check(lines) { $0.properties.generalCategory != .control }
        if let font, !Self.isFontName(font) { throw .fontName(font) }
        let right = originX + width
        let rightmost = widthDots ?? FormLimits.zplSideDots
        guard right <= rightmost else { throw .tooWide(dots: right, maximum: rightmost) }
        let bottom = originY + height + lines.count * linePitch
        let lowest = lengthDots ?? origins.upperBound
        guard bottom <= lowest else { throw .tooLong(dots: bottom, maximum: lowest) }
    }

    /// Whether a name is a device, up to sixteen letters and digits, and the kind of a font (`^A@`).
    private static func isFontName(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard parts.count == 2, ["E", "R", "B", "A", "Z"].contains(String(parts[0])) else { return false }
        let file = parts[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard file.count == 2, ["TTF", "TTE", "FNT"].contains(String(file[1])) else { return false }
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-".utf8)
        return (1...16).contains(file[0].count) && file[0].allSatisfy(letters.contains)
    }
}
