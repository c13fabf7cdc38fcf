/// The shapes and fills of a symbol's four parts: dark modules, light modules, finder frames and finder pupils.
///
/// A shape says where there is paint, a fill says which; each part has its own of both. What a look leaves open
/// is as the style's two colours have it.
public struct SymbolLook: Sendable, Hashable {
    /// The shape of dark modules.
    public var modules = ModuleShape.square
    /// The shape of light modules; `nil` lets the ground show through.
    public var lightModules: ModuleShape?
    /// The shape of the finder patterns' frames.
    public var frames = FinderShape.square
    /// The shape of the finder patterns' pupils.
    public var pupils = FinderShape.square

    /// What dark modules are painted with; `nil` takes the style's dark colour.
    public var moduleFill: Fill?
    /// What light modules are painted with; `nil` takes the style's light colour.
    public var lightFill: Fill?
    /// What frames are painted with; `nil` takes the modules' fill.
    public var frameFill: Fill?
    /// What pupils are painted with; `nil` takes the frames' fill.
    public var pupilFill: Fill?
    /// What lies below it all.
    public var ground = Ground.filled
    /// The process inks of the style's light colour; `nil` converts it.
    public var groundInk: Ink.Process?

    /// What lies below a symbol.
    public enum Ground: Sendable, Hashable {
        /// The style's light colour.
        case filled
        /// Nothing: the symbol is printed on something as light as the style's light colour.
        case transparent
        /// Nothing below dark modules: light ones and the quiet zone are printed on something as dark as the
        /// style's dark colour, such as white ink on dark board.
        case knockedOut
    }

    /// Squares in the style's two colours.
    public static let plain = SymbolLook()

    /// A look to be changed.
    public init() {}

    /// Whether it is two colours in whole squares, which every form can show.
    public var isPlain: Bool { self == .plain }

    /// The style's two colours, part by part.
    struct Fills: Sendable, Hashable {
        var modules: Fill
        var light: Fill
        var frames: Fill
        var pupils: Fill

        /// What must be seen as dark.
        var dark: [Fill] { [modules, frames, pupils] }
        /// The paints of all parts.
        var paints: [Paint] { (dark + [light]).flatMap(\.stops).map(\.paint) }
    }

    /// The fills of all parts.
    func fills(dark: Color, light: Color) -> Fills {
        let modules = moduleFill ?? .color(dark)
        let frames = frameFill ?? modules
        return Fills(
            modules: modules, light: lightFill ?? .color(light), frames: frames, pupils: pupilFill ?? frames)
    }
}

extension SymbolStyle {
    /// The fills of all parts.
    var fills: SymbolLook.Fills { look.fills(dark: dark, light: light) }

    /// What the symbol stands on where it has no ground of its own.
    var surroundings: Color { look.ground == .knockedOut ? dark : light }
}
