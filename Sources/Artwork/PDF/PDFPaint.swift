/// A colour as the operators of a page set it (ISO 32000-1, 8.6.8).
enum PDFPaint: Sendable, Hashable {
    /// 0 is black, 1 paper: black ink alone.
    case gray(Double)
    case rgb(Color)
    case process(Ink.Process)
    /// The full tone of one of the file's spot inks, by its place among them.
    case spot(Int)
    /// A share of the file's first spot ink, 0 to 1.
    case tint(Double)

    /// The name of a spot ink's colour space in the resources: `S`, then `S1` and so on.
    static func spotName(_ index: Int) -> String { index == 0 ? "S" : "S\(index)" }
    /// Stands for the spot ink's colour space until its object has a number.
    static let spotReferenceMark = "spot"

    /// The paint of modules, or of what else is dark.
    init(_ ink: Ink) {
        self =
            switch ink {
            case .black: .gray(0)
            case .process(let process): .process(process)
            case .spot: .spot(0)
            }
    }

    /// A screen's colour; black and white are black ink and paper, never a mixture.
    init(_ color: Color) {
        let isGrey = color.red == color.green && color.green == color.blue
        self = isGrey ? .gray(Double(color.red) / 255) : .rgb(color)
    }

    /// A colour of a picture that stands on paper, in the inks of the file.
    ///
    /// - Parameters:
    ///   - color: The screen's colour.
    ///   - ink: With black or a spot ink, a halftone of it; `nil` leaves the screen's colours.
    ///   - ground: What the picture stands on: paper, whatever its colour on a screen.
    init(_ color: Color, in ink: Ink?, on ground: Color) {
        self =
            switch ink {
            case nil: PDFPaint(color)
            case .black: .gray(color.tone(on: ground))
            case .spot: .tint(1 - color.tone(on: ground))
            case .process: .process(ProcessConversion.inks(of: color))
            }
    }

    /// What sets it for the fills that follow.
    func appendFill(to text: inout PDFText) {
        appendNumbers(to: &text, isStroke: false)
        switch self {
        case .gray: text.append("g\n")
        case .rgb: text.append("rg\n")
        case .process: text.append("k\n")
        case .spot, .tint: text.append("scn\n")
        }
    }

    /// What sets it for the lines that follow.
    func appendStroke(to text: inout PDFText) {
        appendNumbers(to: &text, isStroke: true)
        switch self {
        case .gray: text.append("G\n")
        case .rgb: text.append("RG\n")
        case .process: text.append("K\n")
        case .spot, .tint: text.append("SCN\n")
        }
    }

    private func append(space index: Int, _ isStroke: Bool, to text: inout PDFText) {
        text.append("/\(Self.spotName(index))")
        text.append(isStroke ? " CS " : " cs ")
    }

    private func appendNumbers(to text: inout PDFText, isStroke: Bool) {
        switch self {
        case .gray(let value):
            text.append(value)
            text.append(" ")
        case .rgb(let color):
            text.append(Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
        case .process(let ink): text.append(ink.cyan, ink.magenta, ink.yellow, ink.black)
        case .spot(let index):
            append(space: index, isStroke, to: &text)
            text.append("1 ")
        case .tint(let share):
            append(space: 0, isStroke, to: &text)
            text.append(share)
            text.append(" ")
        }
    }
}

extension PDFFile {
    /// Writes the colour space of a spot ink with what it looks like without one (ISO 32000-1, 8.6.6.4).
    mutating func add(spot name: String, appearance: Ink.Process) -> Reference {
        var body = PDFText("[/Separation ")
        body.append(name: name)
        body.append("/DeviceCMYK<</FunctionType 2/N 1/Domain[0 1]/C0[0 0 0 0]/C1[")
        body.append(appearance.cyan, appearance.magenta, appearance.yellow, appearance.black)
        body.append("]>>]")
        return add(body)
    }
}
