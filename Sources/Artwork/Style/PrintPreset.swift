public import QRSymbol

/// What a symbol is printed for, and so how large its modules may be.
///
/// A preset knows what scans where: ``resolve(modules:dotsPerInch:asked:)`` turns a wish into whole printer dots
/// within its limits or says which limit the wish breaks.
public enum PrintPreset: String, Sendable, Hashable, CaseIterable {
    /// Scanned at the till: GS1 General Specifications, 5.12.3.1.
    case retailPOS = "retail-pos"
    /// On a pack, read by a phone in the hand.
    case packaging
    /// On a wall or in a window, read by a phone from some distance.
    case poster
    /// On a display, in pixels.
    case screen

    /// How large a symbol is asked to be.
    public enum Wish: Sendable, Hashable {
        /// As the preset has it.
        case standard
        /// The side of a module, in millimetres.
        case moduleMillimetres(Double)
        /// The side that the symbol must not exceed, in millimetres, with quiet zones of so many modules.
        case sideMillimetres(Double, quietZone: Int = SymbolStyle.standardQuietZone)
        /// The side of a module, in dots or pixels.
        case dotsPerModule(Int)
        /// How far away the reader stands, in millimetres; the symbol gets a tenth of it, or little more.
        case readingDistanceMillimetres(Double)
    }

    /// How many times its own width a symbol is usually read from.
    ///
    /// A rule of thumb: phones that fill a tenth of the picture's width with a symbol still see its modules.
    public static let distancePerWidth = 10.0
    /// The reading distances that are accepted, in millimetres: a hand's breadth to 20 m, where a symbol is two
    /// metres wide; farther readers are reached by a short address in large type.
    public static let readingDistanceMillimetres: ClosedRange<Double> = 100...20_000
    /// The sides of the symbols of ISO/IEC 18004 without quiet zone, versions 1 to 40.
    public static let moduleCounts = 21...177

    /// The modules that scan, in millimetres.
    ///
    /// - Retail: GS1's X-dimension for QR Code at the point of sale.
    /// - Packaging: ink spreads by up to 0.05 mm at each edge (flexography), which must leave a light module the
    ///   0.25 mm that the drawings ask for; beyond 5 mm it is a poster.
    /// - Poster: less than 1 mm is read at arm's length and is no poster's; 21 modules of 100 mm are
    ///   what is read from the farthest distance.
    /// - Screen: none, as a pixel has no length that anybody knows; ``dotRange(dotsPerInch:)`` has the limits.
    public var moduleMillimetres: ClosedRange<Double>? {
        switch self {
        case .retailPOS: 0.396...0.990
        case .packaging: 0.35...5
        case .poster: 1...100
        case .screen: nil
        }
    }

    /// What ``Wish/standard`` stands for.
    ///
    /// Retail takes GS1's target of 0.495 mm, a quarter above the least; packaging 0.5 mm, with which the usual
    /// symbols of 25 to 33 modules are as wide as a thumb; posters what is read from two metres; screens six
    /// pixels, of which cameras see every one.
    public var standardWish: Wish {
        switch self {
        case .retailPOS: .moduleMillimetres(0.495)
        case .packaging: .moduleMillimetres(0.5)
        case .poster: .readingDistanceMillimetres(2_000)
        case .screen: .dotsPerModule(6)
        }
    }

    /// The least quiet zone in modules: ISO/IEC 18004, 6.3.8, and GS1 General Specifications, 5.12.3.1.
    public var quietZone: Int { SymbolStyle.standardQuietZone }

    /// The resolution where none is known: a label printer's, a wide-format printer's, a display's of CSS.
    public var dotsPerInch: Int {
        switch self {
        case .retailPOS, .packaging: 300
        case .poster: 72
        case .screen: 96
        }
    }

    /// The weakest correction that is advisable: paper gets scratched and wet, a display does not.
    public var leastLevel: CorrectionLevel {
        self == .screen ? .low : .medium
    }
}
