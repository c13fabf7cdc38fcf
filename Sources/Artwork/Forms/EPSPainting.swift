internal import QRSymbol

/// What is painted of a symbol in an EPS file, the logo apart, and what its header says of the inks.
struct EPSPainting {
    /// The inks that leave something on the process plates.
    private(set) var process: [Ink.Process] = []
    /// The comments that name spot inks.
    private(set) var comments: [String] = []
    /// For a drawing whose unit is the module, counted from the lower left.
    private(set) var lines: [String] = []
    private(set) var languageLevel = 2

    /// Paints whole squares: one path of integers, in one ink.
    ///
    /// - Throws: ``FormError``, when the ink on this ground would not scan.
    init(plain grid: ModuleGrid, style: SymbolStyle, ink: Ink) throws(FormError) {
        let dark = try EPSInk(ink)
        try Self.checkLegibility(of: ink, on: style.light)
        let ground = ink.ground(style.light)
        process = [dark.process, ground].compactMap(\.self)
        comments = dark.comments
        lines = [
            EPSInk(process: ground).setting, "0 0 \(grid.side) \(grid.side) rectfill", dark.setting,
            "newpath",
        ]
        lines += Self.path(of: grid) + ["eofill"]
    }

    /// Paints a look's layers.
    ///
    /// - Parameters:
    ///   - grid: The modules.
    ///   - style: The look.
    ///   - ink: What all that is dark is printed in; `nil` takes the fills.
    /// - Throws: ``FormError``, when the ink on this ground would not scan.
    init(_ grid: ModuleGrid, style: SymbolStyle, ink: Ink?) throws(FormError) {
        if let ink {
            // Shares that are none have no colour to check.
            _ = try EPSInk(ink)
            try Self.checkLegibility(of: ink, on: style.light)
        }
        let art = SymbolArt(grid, style: style)
        let up = VectorTransform(1, 0, 0, -1, 0, Double(art.side))
        for layer in art.layers {
            let path = PostScriptText.lines(of: layer.path.transformed(up).postScriptTokens)
            guard ink == nil, layer.fill.solidPaint == nil else {
                try use(EPSInk(Self.ink(of: layer, style: style, single: ink)))
                lines += ["newpath"] + path + ["eofill"]
                continue
            }
            let gradient = Gradient(
                fill: layer.fill,
                stops: layer.fill.stops.map {
                    .init(offset: $0.offset, parts: $0.paint.pressInk.appearance.shares)
                }, isInInks: true)
            process += layer.fill.stops.map(\.paint.pressInk.appearance)
            languageLevel = 3
            let (start, size) = (art.symbol.lowerBound, art.symbol.count)
            lines += ["gsave newpath"] + path + ["eoclip"]
            // The unit square of a shading has its second axis down, as the grid has it.
            lines.append(
                "0 \(art.side) translate 1 -1 scale \(start) \(start) translate \(size) \(size) scale")
            lines += PostScriptText.lines(of: Self.tokens(of: gradient)) + ["shfill grestore"]
        }
    }

    private mutating func use(_ ink: EPSInk) {
        if let inks = ink.process { process.append(inks) }
        for comment in ink.comments where !comments.contains(comment) { comments.append(comment) }
        lines.append(ink.setting)
    }

    /// The ground is the paper where one ink prints the rest.
    private static func ink(of layer: SymbolArt.Layer, style: SymbolStyle, single: Ink?) -> Ink {
        guard let single else {
            let isGround = !layer.isDark && layer.fill == .color(style.light)
            return isGround ? .process(style.lightInks) : layer.fill.stops[0].paint.pressInk
        }
        return layer.isDark ? single : .process(single.ground(style.light))
    }

    /// A shading dictionary as tokens of PostScript (PLRM 4.9.3), which writes it as PDF does.
    private static func tokens(of gradient: Gradient) -> [String] {
        let body = String(decoding: PDFShading.body(of: gradient).bytes, as: UTF8.self)
        return body.replacing("<<", with: " << ").replacing(">>", with: " >> ")
            .replacing("[", with: " [ ").replacing("]", with: " ] ").replacing("/", with: " /")
            .split(separator: " ").map(String.init)
    }

    /// The outlines of the dark modules; PostScript counts from the lower left.
    private static func path(of grid: ModuleGrid) -> [String] {
        let contour = ModuleContour(size: grid.side) { grid.isDark(row: $0, column: $1) }
        let tokens = contour.outlines.flatMap { path in
            path.enumerated().map { index, corner in
                "\(corner.column) \(grid.side - corner.row) \(index == 0 ? "m" : "l")"
            } + ["c"]
        }
        return PostScriptText.lines(of: tokens)
    }

    private static func checkLegibility(of ink: Ink, on light: Color) throws(FormError) {
        do {
            try Legibility.check(dark: ProcessConversion.color(of: ink.appearance), light: light)
        } catch {
            throw .drawing(.style(error))
        }
    }
}

extension Ink {
    /// What light is printed with: one ink has no tint of another, so light is the paper, whatever its colour.
    fileprivate func ground(_ light: Color) -> Process {
        if case .process = self { return ProcessConversion.inks(of: light) }
        return Process(cyan: 0, magenta: 0, yellow: 0, black: 0)
    }
}
