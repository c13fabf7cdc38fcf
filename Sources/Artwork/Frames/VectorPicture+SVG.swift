extension VectorPicture {
    /// The picture as elements of an SVG drawing in its own units.
    ///
    /// Clips are left out: illustration programs and viewers draw them differently, and a frame needs none.
    var svgElements: String {
        elements.reduce(into: "") { svg, element in
            svg += #"<path d="\#(element.path.pathData)""#
            switch element.painting {
            case .fill(let rule):
                svg += #" fill="\#(element.color)""# + (rule == .evenOdd ? #" fill-rule="evenodd""# : "")
            case .stroke(let stroke):
                svg += #" fill="none" stroke="\#(element.color)""# + stroke.svgAttributes
            }
            svg += "/>"
        }
    }
}

extension VectorStroke {
    /// The pen as presentation attributes (SVG 1.1, 11.4).
    fileprivate var svgAttributes: String {
        var text = #" stroke-width="\#(decimalText(width))""#
        if cap != .butt { text += #" stroke-linecap="\#(cap == .round ? "round" : "square")""# }
        switch join {
        case .miter: text += #" stroke-miterlimit="\#(decimalText(max(1, miterLimit)))""#
        case .round: text += #" stroke-linejoin="round""#
        case .bevel: text += #" stroke-linejoin="bevel""#
        }
        guard !dashes.isEmpty else { return text }
        text += #" stroke-dasharray="\#(dashes.map(decimalText).joined(separator: " "))""#
        return dashStart == 0 ? text : text + #" stroke-dashoffset="\#(decimalText(dashStart))""#
    }
}
