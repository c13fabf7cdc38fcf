/// A colour as a screen shows it and, where the brand states one, the ink that a press prints for it.
public struct Paint: Sendable, Hashable {
    /// What screens show.
    public let color: Color
    /// What a press prints; `nil` leaves it to the conversion of the colour.
    public let ink: Ink?

    /// Takes a colour and perhaps its ink.
    public init(_ color: Color, ink: Ink? = nil) {
        self.color = color
        self.ink = ink
    }

    /// The ink, or the process inks that come nearest to the colour.
    var pressInk: Ink { ink ?? Ink(color) }
}
