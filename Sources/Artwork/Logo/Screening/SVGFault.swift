/// What an SVG document has that a logo must not bring into other people's pages and files.
///
/// librsvg runs no script and opens no other file, but a document that is embedded in ours is opened by browsers too.
public enum SVGFault: Error, Sendable, Hashable {
    /// Something that a browser would run: the element, attribute or address.
    case script(String)
    /// A reference to something outside the document; the address, cut to ``maximumExcerpt`` characters.
    case externalReference(String)
    /// A document type with declarations of its own, or an entity that is none of XML's five.
    case declaration(String)
    /// Written in bytes that hide what they say.
    case encoding(String)
    /// No well-formed XML; where, in bytes from the beginning.
    case malformed(byte: Int)
    /// Elements inside each other beyond ``SVGScreening/maximumDepth``, or references to references.
    case tooDeep(maximum: Int)
    /// More elements, dashes and letters than ``SVGScreening/maximumElementCount``, those counted that are drawn again
    /// by reference.
    case tooManyElements(maximum: Int)
    /// An element that is drawn inside itself; its name.
    case recursion(String)
    /// A number that takes too long to draw or ends the program, of an attribute; the largest that does not.
    case number(String, Double, maximum: Double)

    /// As much of an address as is told.
    public static let maximumExcerpt = 60

    static func external(_ address: some StringProtocol) -> SVGFault {
        .externalReference(String(address.prefix(maximumExcerpt)))
    }
}
