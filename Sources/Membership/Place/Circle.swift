/// All places up to a distance from one, over the ground.
package struct Circle: Sendable, Hashable {
    package let centre: Coordinate
    /// From `minimumRadiusMetres` to `maximumRadiusMetres`.
    package let radiusMetres: Double

    /// A metre: no place is known better where people walk.
    package static let minimumRadiusMetres = 1.0
    /// 10,000 km, a quarter of the way round the earth: of a greater circle, the outside is the smaller part.
    package static let maximumRadiusMetres = 10_000_000.0

    /// Makes a circle.
    ///
    /// - Throws: `AreaFault.radiusOutOfRange`, for what is not a number too.
    package init(centre: Coordinate, radiusMetres: Double) throws(AreaFault) {
        guard (Self.minimumRadiusMetres...Self.maximumRadiusMetres).contains(radiusMetres) else {
            throw .radiusOutOfRange(metres: radiusMetres)
        }
        self.centre = centre
        self.radiusMetres = radiusMetres
    }

    /// Whether a place is in the circle or on its edge.
    package func contains(_ place: Coordinate) -> Bool {
        centre.distanceMetres(to: place) <= radiusMetres
    }

    func mayHaveEdge(within metres: Double, of place: Coordinate) -> Bool {
        (centre.distanceMetres(to: place) - radiusMetres).magnitude <= metres
    }
}
