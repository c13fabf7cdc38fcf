/// What a logo takes away of a symbol besides its picture: a light ring, and perhaps the rectangle around it.
public struct KnockOut: Sendable, Hashable {
    /// Widths of a ring, in modules: none for a picture that has its own light edge, and four because that is the
    /// quiet zone, which separates a symbol from anything.
    public static let rings: ClosedRange<Double> = 0...4
    /// One module, so that the picture's edge is not read as modules.
    public static let standardRing = 1.0
    /// The whole rectangle with a ring of one module.
    public static let standard = KnockOut()
    /// The least that a picture must have of a side, in modules; less is a speck.
    private static let leastPicture = 3.0

    /// The light ring around the picture, in modules.
    public let ring: Double
    /// What the picture touches, where only that is hidden; `nil` hides the whole rectangle.
    public let outline: LogoOutline?

    /// Takes a ring.
    ///
    /// - Parameters:
    ///   - ring: In modules, whole or not; one of ``rings``.
    ///   - outline: Where the picture is opaque, if no more is to be hidden.
    public init(ring: Double = standardRing, outline: LogoOutline? = nil) {
        precondition(Self.rings.contains(ring), "a ring is no wider than a quiet zone")
        self.ring = ring
        self.outline = outline
    }

    /// The least rows and columns of a rectangle, the ring included.
    public var minimumSide: Int { Int((Self.leastPicture + 2 * ring).rounded(.up)) }

    /// The side of the smallest square in the middle of a symbol, which ends on module edges.
    public var minimumSquare: Int { minimumSide | 1 }

    /// The modules of a rectangle that are hidden; `nil` for all of them.
    public func mask(rows: Int, columns: Int) -> LogoMask? {
        outline?.mask(rows: rows, columns: columns, ring: ring)
    }
}
