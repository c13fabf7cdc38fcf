extension SymbolArt {
    /// The layers as elements of an SVG drawing whose unit is the module.
    ///
    /// Plain paths with plain fills: no clip, no mask, no pattern, which programs draw differently.
    var svgElements: String {
        var gradients: [(fill: Fill, name: String)] = []
        let paths = layers.reduce(into: "") { svg, layer in
            var paint = layer.fill.solidPaint?.color.description
            if paint == nil {
                let known = gradients.first { $0.fill == layer.fill }
                let name = known?.name ?? "gradient-\(gradients.count + 1)"
                if known == nil { gradients.append((layer.fill, name)) }
                paint = "url(#\(name))"
            }
            svg += #"<path fill="\#(paint ?? "")" fill-rule="evenodd" d="\#(layer.path.pathData)"/>"#
        }
        guard !gradients.isEmpty else { return paths }
        return "<defs>" + gradients.map { definition(of: $0.fill, name: $0.name) }.joined() + "</defs>"
            + paths
    }

    private func definition(of fill: Fill, name: String) -> String {
        let stops = fill.stops.reduce(into: "") { text, stop in
            text += #"<stop offset="\#(decimalText(stop.offset))" stop-color="\#(stop.paint.color)"/>"#
        }
        let space = #"id="\#(name)" gradientUnits="userSpaceOnUse""#
        switch GradientPlace(fill, over: symbol) {
        case .line(let from, let to):
            return #"<linearGradient \#(space) x1="\#(decimalText(from.x))" y1="\#(decimalText(from.y))""#
                + #" x2="\#(decimalText(to.x))" y2="\#(decimalText(to.y))">\#(stops)</linearGradient>"#
        case .rings(let center, let radius):
            return #"<radialGradient \#(space) cx="\#(decimalText(center.x))" cy="\#(decimalText(center.y))""#
                + #" r="\#(decimalText(radius))">\#(stops)</radialGradient>"#
        case nil: return ""
        }
    }
}
