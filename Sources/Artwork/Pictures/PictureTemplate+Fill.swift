public import QRSymbol

extension PictureTemplate {
    /// Why a template could not be filled.
    public enum FillError: Error, Sendable, Hashable {
        /// A value was given that the drawing has no place for.
        case unknown(name: String, known: [String])
        /// The drawing has a place that no value was given for.
        case unfilled(name: String)
        /// The template shows a symbol or a logo, but none was given.
        case missing(Drawing)
        /// A symbol or a logo was given that the template has no place for.
        case unused(Drawing)
        /// The style's logo does not fit the symbol.
        case style(StyleError)
    }

    /// Puts values into the drawing, with its symbol and its logo.
    ///
    /// - Parameters:
    ///   - values: One for each of `placeholders`, no others; an empty text is a value.
    ///   - symbol: The modules and their look, for a drawing that shows a symbol.
    ///   - logo: The brand's logo, for a drawing that shows it.
    ///   - parts: Ready SVG or HTML for other drawings, which is taken as it is.
    /// - Returns: The finished drawing.
    /// - Throws: `FillError`, naming the value or the place.
    public func fill(
        _ values: [String: String], symbol: (symbol: Symbol, style: SymbolStyle)? = nil, logo: Logo? = nil,
        parts: [Drawing: String] = [:]
    ) throws(FillError) -> Picture {
        let known = placeholders
        if let name = values.keys.filter({ !known.contains($0) }).min() {
            throw .unknown(name: name, known: known)
        }
        let fragments = try fragments(parts, symbol: symbol, logo: logo)
        try checkPlaces(of: fragments)
        var svg = ""
        for piece in pieces {
            switch piece {
            case .text(let text): svg += text
            case .drawing(let drawing): svg += fragments[drawing] ?? ""
            case .value(let place):
                guard let value = values[place.name] else { throw .unfilled(name: place.name) }
                svg += escaped((place.fit?.line(of: value) ?? value).printable)
            }
        }
        return Picture(svg: svg)
    }

    private func fragments(
        _ parts: [Drawing: String], symbol: (symbol: Symbol, style: SymbolStyle)?, logo: Logo?
    ) throws(FillError) -> [Drawing: String] {
        var fragments = parts
        if let (symbol, style) = symbol {
            do { fragments[.symbol] = try SymbolFragment(symbol, style: style).svg } catch {
                throw .style(error)
            }
        }
        if let logo { fragments[.logo] = LogoFragment(logo).svg }
        return fragments
    }

    /// Refuses what has no place, and places that get nothing.
    private func checkPlaces(of fragments: [Drawing: String]) throws(FillError) {
        for drawing in Drawing.allCases {
            switch (drawings.contains(drawing), fragments[drawing]) {
            case (true, nil): throw .missing(drawing)
            case (false, .some): throw .unused(drawing)
            default: break
            }
        }
    }
}

extension PictureTemplate.Fit {
    /// Returns one of the lines that a value is broken into, empty when it has fewer.
    func line(of value: String) -> String {
        var lines = [""]
        for piece in value.printable.breakable {
            let longer = lines[lines.count - 1] + piece
            if EmWidth.of(longer) <= em || lines[lines.count - 1].isEmpty || lines.count == lineCount {
                lines[lines.count - 1] = longer
            } else {
                lines.append(piece)
            }
        }
        guard line <= lines.count else { return "" }
        return EmWidth.shortened(lines[line - 1], to: em)
    }
}
