/// A colour as the operators of a page set it (ISO 32000-1, 8.6.8).
enum PDFPaint: Sendable, Hashable {
    /// 0 is black, 1 paper: black ink alone.
    case gray(Double)
    case rgb(Color)
    case process(Ink.Process)
    /// The full tone of one of the file's spot inks, by its place among them.
    case spot(Int)

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

    /// What sets it for the fills, or for the strokes, that follow.
    func appendFill(to text: inout PDFText) {
        switch self {
        case .gray(let value):
            text.append(value)
            text.append(" g\n")
        case .rgb(let color):
            text.append(Double(color.red) / 255, Double(color.green) / 255, Double(color.blue) / 255)
            text.append("rg\n")
        case .process(let ink):
            text.append(ink.cyan, ink.magenta, ink.yellow, ink.black)
            text.append("k\n")
        case .spot(let index): text.append("/\(Self.spotName(index)) cs 1 scn\n")
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
