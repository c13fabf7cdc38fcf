/// What a press prints for the colours of a picture that stands on a symbol's ground.
///
/// A colour that the brand states inks for is printed in them, so that a logo and its modules are of one green.
struct PressPalette: Sendable, Hashable {
    /// What the picture stands on.
    let ground: Color
    private let ink: Ink?
    private let stated: [Color: Ink.Process]

    /// Takes the colours of a style.
    ///
    /// - Parameters:
    ///   - style: The ground, and the fills whose inks are stated.
    ///   - ink: With black or a spot ink, a halftone of it; `nil` leaves the screen's colours.
    init(_ style: SymbolStyle, ink: Ink?) {
        (ground, self.ink) = (style.light, ink)
        guard style.statesInks, case .process = ink else {
            stated = [:]
            return
        }
        var stated = [style.light: style.lightInks]
        for paint in style.fills.paints {
            guard let ink = paint.ink else { continue }
            stated[paint.color] = ink.appearance
        }
        self.stated = stated
    }

    /// Returns the paint of a colour.
    func paint(_ color: Color) -> PDFPaint {
        if let inks = stated[color] { return .process(inks) }
        return PDFPaint(color, in: ink, on: ground)
    }
}
