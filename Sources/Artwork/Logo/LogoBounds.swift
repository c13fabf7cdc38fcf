public import QRSymbol

/// The rectangle of a logo's picture, in modules from the upper left corner; rings need not be whole modules.
public struct LogoBounds: Sendable, Hashable {
    /// Of the left edge.
    public let x: Double
    /// Of the upper edge.
    public let y: Double
    /// To the right.
    public let width: Double
    /// Downwards.
    public let height: Double

    /// The rectangle within a logo's place.
    ///
    /// - Parameters:
    ///   - place: With the ring, wider and higher than two rings.
    ///   - ring: In modules.
    ///   - seat: Where the picture lies in the place.
    ///   - quietZone: What lies before the symbol, in modules.
    public init(in place: LogoPlace, ring: Double, seat: LogoSeat = .middle, quietZone: Int = 0) {
        let picture = seat.picture(rows: place.rows.count, columns: place.columns.count, ring: ring)
        (width, height) = (picture.width, picture.height)
        x = Double(place.columns.lowerBound + quietZone) + picture.right
        y = Double(place.rows.lowerBound + quietZone) + picture.down
    }

    /// A square of whole modules.
    init(_ modules: Range<Int>) {
        (x, y) = (Double(modules.lowerBound), Double(modules.lowerBound))
        (width, height) = (Double(modules.count), Double(modules.count))
    }

    /// The longer side, in modules.
    public var longestSide: Double { max(width, height) }

    /// Returns width and height in pixels where the longer side has so many, at least 1 each.
    public func pixels(longestSide pixels: Int) -> (width: Int, height: Int) {
        (
            max(1, Int(Double(pixels) * width / longestSide)),
            max(1, Int(Double(pixels) * height / longestSide))
        )
    }

    /// A rectangle of whole dots.
    struct Dots: Sendable, Hashable {
        var row: Int
        var column: Int
        var width: Int
        var height: Int
    }

    /// The dots that come nearest, where a module has so many a side.
    func dots(perModule count: Int) -> Dots {
        func edge(_ modules: Double) -> Int { Int((modules * Double(count)).rounded()) }
        let (row, column) = (edge(y), edge(x))
        return Dots(
            row: row, column: column, width: max(1, edge(x + width) - column),
            height: max(1, edge(y + height) - row))
    }
}
