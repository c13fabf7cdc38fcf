/// Reads a drawn picture before it is kept, with a reader that is not ours.
public enum ReadBack {
    /// Why a picture must not be kept.
    public enum ReadBackError: Error, Sendable, Hashable {
        /// No symbol was found.
        case nothingRead
        /// Something else was read, or more than one symbol.
        case different(read: [[UInt8]], expected: [UInt8])
        /// The picture could not be searched at all.
        case unreadable(SymbolReader.ReaderError)
    }

    /// Makes sure that a PNG picture holds one symbol with exactly this text.
    ///
    /// - Parameters:
    ///   - file: The PNG file.
    ///   - text: The bytes that it must hold.
    /// - Throws: ``ReadBackError``.
    public static func verify(png file: [UInt8], expecting text: [UInt8]) throws(ReadBackError) {
        let found: [SymbolReader.ReadSymbol]
        do { found = try SymbolReader.read(png: file) } catch { throw .unreadable(error) }
        try verify(found, expecting: text)
    }

    /// Makes sure that an SVG document holds one symbol with exactly this text.
    ///
    /// - Parameters:
    ///   - document: The SVG file.
    ///   - text: The bytes that it must hold.
    ///   - width: The width at which it is drawn, in pixels.
    /// - Throws: ``ReadBackError``.
    public static func verify(
        svg document: [UInt8], expecting text: [UInt8], width: Int = 1_000
    ) throws(ReadBackError) {
        let found: [SymbolReader.ReadSymbol]
        do { found = try SymbolReader.read(svg: document, width: width) } catch { throw .unreadable(error) }
        try verify(found, expecting: text)
    }

    private static func verify(
        _ found: [SymbolReader.ReadSymbol], expecting text: [UInt8]
    ) throws(ReadBackError) {
        guard !found.isEmpty else { throw .nothingRead }
        guard found.map(\.text) == [text] else {
            throw .different(read: found.map(\.text), expected: text)
        }
    }
}
