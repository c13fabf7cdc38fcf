extension SymbolInk {
    /// Appends the layers of a symbol in a look of its own.
    func appendLayers(of symbol: Placed, to text: inout PDFText) {
        let place = symbol.place
        let art = SymbolArt(
            symbol.bits, hidden: symbol.hidden, style: style, inset: place.inset / place.module)
        text.append("q ")
        text.append(place.module, 0, 0, -place.module, place.x, place.y + place.side)
        text.append("cm\n")
        for layer in art.layers { append(layer, of: art, to: &text) }
        text.append("Q\n")
    }

    private func append(_ layer: SymbolArt.Layer, of art: SymbolArt, to text: inout PDFText) {
        let gradient = paints.gradient(of: layer.fill, isDark: layer.isDark)
        guard let gradient, let index = gradients.firstIndex(of: gradient) else {
            paint(of: layer).appendFill(to: &text)
            layer.path.append(to: &text)
            text.append("f*\n")
            return
        }
        // A shading fills whatever the clip leaves, in its own unit square.
        text.append("q\n")
        layer.path.append(to: &text)
        text.append("W* n\n")
        let (start, size) = (Double(art.symbol.lowerBound), Double(art.symbol.count))
        text.append(size, 0, 0, size, start, start)
        text.append("cm/\(PDFShading.name(index)) sh Q\n")
    }

    /// The ground is the paper where one ink prints the rest.
    private func paint(of layer: SymbolArt.Layer) -> PDFPaint {
        layer.fill == .color(style.light) && !layer.isDark
            ? light : paints.paint(of: layer.fill, isDark: layer.isDark)
    }
}
