extension Ink {
    /// The ink of a screen's colour where none was asked for: black is black ink alone, others are mixed.
    public init(_ color: Color) {
        self = color == .black ? .black : .process(ProcessConversion.inks(of: color))
    }
}
