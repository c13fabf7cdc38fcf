internal import QRSymbol

/// Draws symbols of one style on pages: the panel with its quiet zone, the dark modules, the logo.
struct SymbolInk: Sendable {
    /// How modules are drawn.
    enum Form: Sendable, Hashable {
        /// A bit a module, the smallest file.
        case masks
        /// One path of exact edges, which may be moved.
        case outlines
    }

    let style: SymbolStyle
    let options: PrintOptions
    let form: Form
    let dark: PDFPaint
    let light: PDFPaint
    let paints: PressPaints
    /// The gradients of a look, in the order of their names.
    let gradients: [Gradient]

    init(style: SymbolStyle, options: PrintOptions, form: Form) {
        self.style = style
        self.options = options
        // A mask is narrowed as a whole only.
        self.form = options.barWidthReduction > 0 || !style.look.isPlain ? .outlines : form
        paints = PressPaints(style: style, options: options)
        let fills = style.fills
        dark = paints.paint(of: fills.modules, isDark: true)
        light = paints.light
        var gradients: [Gradient] = []
        for (fill, isDark) in [
            (fills.light, false), (fills.modules, true), (fills.frames, true), (fills.pupils, true),
        ] {
            guard let gradient = paints.gradient(of: fill, isDark: isDark), !gradients.contains(gradient)
            else { continue }
            gradients.append(gradient)
        }
        self.gradients = gradients
    }

    /// Adds what the pages of a file share: spot inks and gradients.
    func addResources(to document: inout PDFDocument) {
        for spot in paints.spots { document.addSpot(spot.name, appearance: spot.appearance) }
        for gradient in gradients { document.addShading(gradient) }
    }

    /// A symbol with its place on the page.
    struct Placed {
        var bits: ModuleBits
        var place: SymbolPlace
        /// The modules that the logo's picture takes, quiet zone counted.
        var picture: LogoBounds?
        /// What the logo hides, quiet zone not counted.
        var hidden: LogoArea?
    }

    /// The logo's places by version, level and turn, each worked out once.
    struct LogoAreas {
        private struct Kind: Hashable {
            var version: Int
            var level: CorrectionLevel
            var turn: SymbolTurn
        }
        private var areas: [Kind: LogoArea?] = [:]

        /// Returns the logo's place in symbols like a label's.
        mutating func area(
            _ label: Label, style: SymbolStyle, number: Int
        ) throws(PrintError) -> LogoArea? {
            let kind = Kind(version: label.modules.version, level: label.level, turn: label.modules.turn)
            if let area = areas[kind] { return area }
            let area: LogoArea?
            do {
                area = try style.logoArea(version: kind.version, level: kind.level, turn: kind.turn)
            } catch {
                throw .style(error, label: number)
            }
            areas[kind] = .some(area)
            return area
        }
    }

    /// Appends the ground of a page with its bleed; nothing for a page without.
    func appendBleed(of boxes: PDFPageBoxes, to text: inout PDFText) {
        let bleed = boxes.bleedMillimetres
        guard bleed > 0 else { return }
        let (left, top) = (boxes.x(-bleed), boxes.y(-bleed))
        let (right, bottom) = (
            boxes.x(boxes.trim.widthMillimetres + bleed), boxes.y(boxes.trim.heightMillimetres + bleed)
        )
        light.appendFill(to: &text)
        text.append(left, bottom, right - left, top - bottom)
        text.append("re f\n")
    }

    /// Appends symbols, all panels first: it costs one colour for each kind of thing and not one for each symbol.
    func append(_ symbols: [Placed], to text: inout PDFText) {
        if style.look.isPlain {
            appendPlain(symbols, to: &text)
        } else {
            for symbol in symbols { appendLayers(of: symbol, to: &text) }
        }
        for symbol in symbols {
            guard let picture = symbol.picture else { continue }
            symbol.place.append(logo: "/L", over: picture, to: &text)
        }
    }

    private func appendPlain(_ symbols: [Placed], to text: inout PDFText) {
        // The panel is painted even on white paper: it knocks out whatever design lies below.
        light.appendFill(to: &text)
        for symbol in symbols { symbol.place.appendPanel(to: &text) }
        text.append("f\n")
        dark.appendFill(to: &text)
        for symbol in symbols {
            switch form {
            case .masks: symbol.place.append(mask: symbol.bits, quietZone: style.quietZone, to: &text)
            case .outlines:
                symbol.place.append(outlines: symbol.bits, quietZone: style.quietZone, to: &text)
            }
        }
    }

    /// Places one symbol in which what the logo hides is light already.
    func place(
        _ bits: ModuleBits, logo area: LogoArea?, in square: PageRectangle, of boxes: PDFPageBoxes,
        label: Int
    ) throws(PrintError) -> Placed {
        let place = try SymbolPlace(
            modules: bits.size + 2 * style.quietZone, in: square, of: boxes, options: options,
            label: label)
        return Placed(
            bits: bits, place: place, picture: area.flatMap { style.logoBounds(in: $0) }, hidden: area)
    }
}
