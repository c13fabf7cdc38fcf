/// The paths of a picture as PostScript, upwards from its lower left corner, in the inks of the file.
struct EPSPaths {
    private let palette: PressPalette
    /// What sets the colour space of a spot ink, which holds for all that follows.
    private let space: String?
    /// The most of each process ink that anything is painted with; `nil` with a spot ink.
    private(set) var process: Ink.Process?
    private(set) var lines: [String] = []

    /// - Parameters:
    ///   - palette: What colours are printed with: an ink, not a screen's colours.
    ///   - space: What sets the colour space of a spot ink.
    init(_ palette: PressPalette, space: String?) {
        (self.palette, self.space) = (palette, space)
        if let space { lines.append(space) }
    }

    /// Appends a picture.
    ///
    /// - Parameters:
    ///   - picture: In its own proportions.
    ///   - hasGround: Whether its rectangle is painted first.
    mutating func append(_ picture: VectorPicture, hasGround: Bool = true) {
        let upwards = VectorTransform(1, 0, 0, -1, 0, picture.height)
        let rectangle = "0 0 \(decimalText(picture.width)) \(decimalText(picture.height))"
        if hasGround { set(palette.ground) }
        lines.append("\(rectangle) rectclip")
        if hasGround { lines.append("\(rectangle) rectfill") }
        var clips: [VectorClip] = []
        for element in picture.elements.lazy.map({ $0.transformed(upwards) }) {
            if element.clips != clips {
                if !clips.isEmpty { lines.append("grestore") }
                if !element.clips.isEmpty { lines.append("gsave") }
                clips = element.clips
                for clip in clips {
                    append(clip.path, (clip.rule == .evenOdd ? "eoclip" : "clip") + " newpath")
                }
            }
            append(element)
        }
        if !clips.isEmpty { lines.append("grestore") }
    }

    private mutating func append(_ element: VectorElement) {
        set(element.color)
        switch element.painting {
        case .fill(let rule): append(element.path, rule == .evenOdd ? "eofill" : "fill")
        case .stroke(let stroke):
            lines += PostScriptText.lines(of: [
                "\(decimalText(stroke.width)) setlinewidth",
                "\(stroke.cap.rawValue) setlinecap",
                "\(stroke.join.rawValue) setlinejoin",
                "\(decimalText(max(1, stroke.miterLimit))) setmiterlimit",
                "[\(stroke.dashes.map(decimalText).joined(separator: " "))]",
                "\(decimalText(stroke.dashStart)) setdash",
            ])
            guard let shape = stroke.shape else { return append(element.path, "stroke") }
            let numbers = [shape.a, shape.b, shape.c, shape.d, 0, 0].map(decimalText).joined(separator: " ")
            lines.append("gsave [\(numbers)] concat")
            append(element.path.transformed(shape.inverse), "stroke")
            lines.append("grestore")
        }
    }

    private mutating func append(_ path: VectorPath, _ painting: String) {
        lines += PostScriptText.lines(of: ["newpath"] + path.postScriptTokens + [painting])
    }

    private mutating func set(_ color: Color) {
        switch palette.paint(color) {
        case .tint(let share): lines.append("\(decimalText(share)) setcolor")
        case .gray(let tone):
            lines.append("\(decimalText(tone)) setgray")
            process = .key
        case .process(let inks): set(inks)
        case .rgb, .spot: preconditionFailure("an ink was given")
        }
    }

    private mutating func set(_ inks: Ink.Process) {
        lines.append(EPSInk(process: inks).setting)
        let most = process ?? Ink.Process(cyan: 0, magenta: 0, yellow: 0, black: 0)
        process = Ink.Process(
            cyan: max(most.cyan, inks.cyan), magenta: max(most.magenta, inks.magenta),
            yellow: max(most.yellow, inks.yellow), black: max(most.black, inks.black))
    }
}
