package import Artwork
package import QRSymbol
package import Vocabulary

/// A brand's look in one file: colours with what a press prints for them, shapes, logo, and words around the symbol.
package struct BrandKit: Sendable, Hashable {
    /// The brand's name.
    package var name: LocalizedText
    /// Colours by the names that fills may use.
    package var paints: [String: Paint]
    /// Shapes and fills.
    package var look: LookSettings
    /// The logo, if there is one.
    package var logo: LogoSettings?
    /// The frame around the symbol, if there is one.
    package var frame: FrameSettings?

    /// The brand's logo and its place.
    package struct LogoSettings: Sendable, Hashable {
        /// An SVG file beside the kit.
        package var file: String
        package var size: Logo.Size
        package var position: LogoWish.Position
        /// The light ring around it, in modules, one of `KnockOut.rings`.
        package var ring: Double
        package var shape: Logo.Shape
    }

    /// A frame with words.
    package struct FrameSettings: Sendable, Hashable {
        /// A drawing of `templates/frames`, without its ending.
        package var name: String
        /// The call to action.
        package var words: LocalizedText
        /// Families of type, the first that has a letter is taken.
        package var fonts: [String]
    }
}
