/// The rates of a certificate as bars, a line for each kind of damage, as SVG in one unit square.
public struct RateBars: Sendable, Hashable {
    /// One kind of damage with all its levels.
    public struct Line: Sendable, Hashable {
        /// The damage.
        public let kind: DamageKind
        /// Its levels as the certificate has them, with their unit.
        public let levels: String
        /// The readings.
        public let summary: RateSummary
    }

    /// In the certificate's order.
    public let lines: [Line]

    /// Gathers the rates by kind.
    public init(_ certificate: SymbolCertificate) {
        let kinds = certificate.rates.map(\.damage.kind)
        let ordered = kinds.indices.filter { !kinds[..<$0].contains(kinds[$0]) }.map { kinds[$0] }
        lines = ordered.map { kind in
            let rates = certificate.rates.filter { $0.damage.kind == kind }
            return Line(kind: kind, levels: Self.levels(of: kind, rates), summary: RateSummary(rates))
        }
    }

    private static func levels(of kind: DamageKind, _ rates: [ReadingRate]) -> String {
        switch kind {
        case .clean, .inversion: ""
        // Their levels are names.
        case .cast, .photo: kind.unit
        default: rates.map(\.damage.level.inSentence).joined(separator: ", ") + " " + kind.unit
        }
    }

    /// The colours of the readers' bars, in the order of the rates.
    public static let colours = ["#0072b2", "#56b4e9"]
    /// The height of a line in thousandths of the width.
    private static let lineHeight = 31

    /// The bars, 1 unit wide; 17 lines are 0.53 units high.
    public var svg: String {
        var svg = #"<svg width="1" height="1" viewBox="0 0 1000 1000" font-size="13.5">"#
        for (index, line) in lines.enumerated() { svg += Self.svg(line, y: index * Self.lineHeight) }
        return svg + "</svg>"
    }

    private static func svg(_ line: Line, y: Int) -> String {
        var svg = #"<text x="0" y="\#(y + 17)" font-weight="bold">\#(escaped(line.kind.title))</text>"#
        svg += #"<text x="190" y="\#(y + 17)" fill="dimgray" font-size="12">\#(escaped(line.levels))</text>"#
        return svg
            + bars(line.summary, in: BarPlace(x: 470, y: y + 3, width: 420, height: 8, step: 10))
            + shares(line.summary, y: y + 17)
    }

    /// Where the bars of a line go: the first one's corner and size, and how far the next is below it.
    struct BarPlace {
        var x: Int
        var y: Int
        var width: Int
        var height: Int
        var step: Int
    }

    /// A bar for each reader.
    static func bars(_ summary: RateSummary, in place: BarPlace) -> String {
        var svg = ""
        for (index, reader) in summary.readers.enumerated() {
            let corner =
                #"<rect x="\#(place.x)" y="\#(place.y + index * place.step)" height="\#(place.height)""#
            let width = decimalText(reader.percent * Double(place.width) / 100)
            svg += corner + #" width="\#(place.width)" fill="gainsboro"/>"#
            svg += corner + #" width="\#(width)" fill="\#(colours[index % 2])"/>"#
        }
        return svg
    }

    /// Each reader's share, at the right end.
    static func shares(_ summary: RateSummary, y: Int) -> String {
        let shares = summary.readers.map { "\(Int($0.percent.rounded()))" }.joined(separator: " / ")
        return #"<text x="1000" y="\#(y)" text-anchor="end">\#(shares) %</text>"#
    }
}
