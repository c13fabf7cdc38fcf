/// What a press prints the dark modules with: one ink, so that no misfit of plates can blur a module.
public enum Ink: Sendable, Hashable, CustomStringConvertible {
    /// Black alone, never a mixture of the four.
    case black
    /// A tint of the four process inks; several plates must fit, so a brand colour only.
    case process(Process)
    /// An ink of its own, by the name that the press knows; what it looks like elsewhere is `appearance`.
    case spot(name: String, appearance: Process)

    /// Shares of cyan, magenta, yellow and black, each 0 to 1.
    public struct Process: Sendable, Hashable {
        public let cyan: Double
        public let magenta: Double
        public let yellow: Double
        public let black: Double

        /// Takes shares of full cover, each 0 to 1.
        public init(cyan: Double, magenta: Double, yellow: Double, black: Double) {
            self.cyan = cyan
            self.magenta = magenta
            self.yellow = yellow
            self.black = black
        }

        /// Black alone.
        public static let key = Process(cyan: 0, magenta: 0, yellow: 0, black: 1)
    }

    /// The most bytes of a spot ink's name: PDF's limit of a name (ISO 32000-1, annex C, table C.1).
    public static let maximumNameByteCount = 127

    /// Why a text is no ink.
    public enum ParseError: Error, Sendable, Hashable {
        /// Neither `k`, nor `cmyk:C,M,Y,K` with percentages, nor `spot:NAME`; carries the text.
        case unreadable(String)
        /// A share outside 0 to 100 percent.
        case share(Double)
        /// A spot ink's name is empty, too long, has control characters, or is one that PDF reserves.
        case name(String)
    }

    /// Reads `k`, `cmyk:C,M,Y,K` with percentages, or `spot:NAME`.
    ///
    /// - Throws: ``ParseError``.
    public init(parsing text: some StringProtocol) throws(ParseError) {
        let text = String(text)
        if text.lowercased() == "k" {
            self = .black
        } else if text.lowercased().hasPrefix("cmyk:") {
            self = .process(try Self.process(text.dropFirst(5), of: text))
        } else if text.lowercased().hasPrefix("spot:") {
            self = .spot(name: try Self.name(text.dropFirst(5)), appearance: .key)
        } else {
            throw .unreadable(text)
        }
    }

    /// The ink as ``init(parsing:)`` reads it.
    public var description: String {
        switch self {
        case .black: "k"
        case .process(let process):
            "cmyk:"
                + process.shares
                .map { decimalText($0 * 100) }.joined(separator: ",")
        case .spot(let name, _): "spot:\(name)"
        }
    }

    private static func process(_ shares: Substring, of text: String) throws(ParseError) -> Process {
        let fields = shares.split(separator: ",", omittingEmptySubsequences: false)
        let values = fields.compactMap { Double($0) }
        guard fields.count == 4, values.count == 4 else { throw .unreadable(text) }
        for value in values where !(0...100).contains(value) { throw .share(value) }
        return Process(
            cyan: values[0] / 100, magenta: values[1] / 100, yellow: values[2] / 100, black: values[3] / 100)
    }

    private static func name(_ name: Substring) throws(ParseError) -> String {
        let isClean = name.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        // `All` and `None` are no inks (ISO 32000-1, 8.6.6.4).
        guard isClean, !["All", "None", ""].contains(name), name.utf8.count <= maximumNameByteCount else {
            throw .name(String(name))
        }
        return String(name)
    }
}
