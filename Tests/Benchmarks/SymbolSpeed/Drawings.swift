import Artwork
import QRSymbol

/// The symbols of a batch, made before anything is measured, and a look to draw them in as SVG.
struct Drawings {
    /// Two colours in whole squares, or everything that a brand may ask for.
    enum Look: String {
        case plain = "svg-plain"
        case branded = "svg-branded"
    }

    private let symbols: [Symbol]
    private let style: SymbolStyle

    init(_ work: Work, look: Look) throws {
        switch look {
        case .plain:
            style = .blackOnWhite
            var encoder = BulkEncoder()
            symbols = try work.payloads.map { Symbol(try encoder.encode($0, level: work.level), payload: $0) }
        case .branded:
            let branded = try SymbolStyle(
                dark: Color(parsing: "#0b6e4f"), light: Color(parsing: "#f4f1de"), logo: Self.logo(),
                look: Self.look())
            let plan = try branded.batchPlan(for: work.payloads[0], percent: 15, level: work.level)
            style = branded.planned(plan.area)
            var encoder = LogoPlan.Encoder(plan)
            symbols = try work.payloads.map { Symbol(try encoder.encode($0).0, payload: $0) }
        }
    }

    /// Draws all; the sum is of each document's length.
    ///
    /// - Returns: The bytes of all documents.
    func draw(_ sum: inout Checksum) throws -> Int {
        var bytes = 0
        for symbol in symbols {
            let document = try SymbolSVG.encode(symbol, style: style, moduleMillimetres: 0.5)
            bytes += document.utf8.count
            sum.mix(UInt64(document.utf8.count))
        }
        return bytes
    }

    private static func look() throws -> SymbolLook {
        var look = SymbolLook()
        look.modules = .fluid
        look.frames = .rounded
        look.pupils = .circle
        look.moduleFill = try Fill(parsing: "linear:45:#0b6e4f,#3c1361")
        look.frameFill = try Fill(parsing: "#0b6e4f")
        look.pupilFill = try Fill(parsing: "radial:#8c1d18,#000000")
        return look
    }

    private static func logo() throws -> Logo {
        let drawing = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 120"><circle cx="60" cy="60" r="58" fill="teal"/>
            <path d="M60 22c22 14 30 34 24 56-22 2-40-8-46-30 8-2 18 0 24 6-4-10-6-20-2-32z" fill="white"/></svg>
            """
        return try Logo(Array(drawing.utf8), size: .percent(15))
    }
}
