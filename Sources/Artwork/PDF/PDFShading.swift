/// Gradients as a page paints them (ISO 32000-1, 8.7.4.5), over the unit square whose second axis goes down.
enum PDFShading {
    /// The name of a gradient in the resources.
    static func name(_ index: Int) -> String { "G\(index)" }

    /// Returns the dictionary of a gradient.
    static func body(of gradient: Gradient) -> PDFText {
        var body = PDFText("<<")
        switch GradientPlace(gradient.fill, over: 0..<1) {
        case .line(let from, let to):
            body.append("/ShadingType 2/Coords[")
            body.append(from.x, from.y, to.x, to.y)
        case .rings(let center, let radius):
            body.append("/ShadingType 3/Coords[")
            body.append(center.x, center.y, 0, center.x, center.y, radius)
        case nil: preconditionFailure("one colour is no gradient")
        }
        body.append("]/Extend[true true]/ColorSpace")
        body.append(gradient.isInInks ? "/DeviceCMYK" : "/DeviceRGB")
        body.append("/Function")
        body.append(function(gradient.stops))
        body.append(">>")
        return body
    }

    /// A function of each step, and one that joins them (7.10.3 and 7.10.4); PostScript has the same.
    static func function(_ stops: [Gradient.Stop]) -> PDFText {
        let steps = zip(stops, stops.dropFirst()).map(step)
        guard steps.count > 1 else { return steps[0] }
        var text = PDFText("<</FunctionType 3/Domain[0 1]/Functions[")
        for step in steps { text.append(step) }
        text.append("]/Bounds[")
        for stop in stops.dropFirst().dropLast() { text.append(stop.offset, terminator: " ") }
        text.append("]/Encode[")
        for _ in steps { text.append("0 1 ") }
        text.append("]>>")
        return text
    }

    private static func step(from: Gradient.Stop, to: Gradient.Stop) -> PDFText {
        var text = PDFText("<</FunctionType 2/N 1/Domain[0 1]/C0[")
        for part in from.parts { text.append(part, terminator: " ") }
        text.append("]/C1[")
        for part in to.parts { text.append(part, terminator: " ") }
        text.append("]>>")
        return text
    }
}

extension PDFText {
    fileprivate mutating func append(_ number: Double, terminator: StaticString) {
        append(number)
        append(terminator)
    }
}
