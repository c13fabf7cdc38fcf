extension VectorPicture {
    /// Appends the picture as PDF operators in its own units, downwards: a matrix that mirrors must be set.
    ///
    /// - Parameters:
    ///   - text: Takes the operators.
    ///   - paint: What a colour is printed with.
    func append(to text: inout PDFText, paint: (Color) -> PDFPaint) {
        var pen = PDFPen()
        var clips: [VectorClip] = []
        for element in elements {
            if element.clips != clips {
                if !clips.isEmpty { text.append("Q\n") }
                // What `Q` brings back is not what was set last.
                pen = PDFPen()
                clips = element.clips
                if !clips.isEmpty { text.append("q\n") }
                for clip in clips {
                    clip.path.append(to: &text)
                    text.append(clip.rule == .evenOdd ? "W* n\n" : "W n\n")
                }
            }
            pen.append(element, paint: paint(element.color), to: &text)
        }
        if !clips.isEmpty { text.append("Q\n") }
    }
}

/// The colours and the pen that are set, so that they are not set again.
private struct PDFPen {
    private var fill: PDFPaint?
    private var line: PDFPaint?
    private var stroke: VectorStroke?

    mutating func append(_ element: VectorElement, paint: PDFPaint, to text: inout PDFText) {
        switch element.painting {
        case .fill(let rule):
            if fill != paint { paint.appendFill(to: &text) }
            fill = paint
            element.path.append(to: &text)
            text.append(rule == .evenOdd ? "f*\n" : "f\n")
        case .stroke(let stroke):
            if line != paint { paint.appendStroke(to: &text) }
            line = paint
            if self.stroke != stroke { Self.set(stroke, in: &text) }
            self.stroke = stroke
            guard let shape = stroke.shape else {
                element.path.append(to: &text)
                text.append("S\n")
                return
            }
            text.append("q ")
            text.append(shape.a, shape.b, shape.c, shape.d, 0, 0)
            text.append("cm\n")
            element.path.transformed(shape.inverse).append(to: &text)
            text.append("S Q\n")
        }
    }

    /// Sets the pen, ISO 32000-1, table 57.
    private static func set(_ stroke: VectorStroke, in text: inout PDFText) {
        text.append(stroke.width)
        text.append(" w \(stroke.cap.rawValue) J \(stroke.join.rawValue) j ")
        // No corner is sharper than its own width.
        text.append(max(1, stroke.miterLimit))
        text.append(" M[")
        for dash in stroke.dashes {
            text.append(dash)
            text.append(" ")
        }
        text.append("]")
        text.append(stroke.dashStart)
        text.append(" d\n")
    }
}
