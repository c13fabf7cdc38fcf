/// A place on earth in WGS-84 degrees, the datum of GPS and the only one inside Tessera.
package struct Coordinate: Sendable, Hashable {
    /// Degrees north, -90 to 90.
    package let latitude: Double
    /// Degrees east, -180 to 180.
    package let longitude: Double

    /// Makes a place, or `nil` if a number is out of range or not a number.
    package init?(latitude: Double, longitude: Double) {
        guard (-90...90).contains(latitude), (-180...180).contains(longitude) else { return nil }
        self.latitude = latitude
        self.longitude = longitude
    }

    /// Makes a place from numbers of another datum, or `nil` if they are out of range.
    ///
    /// - Parameters:
    ///   - latitude: Degrees north in `datum`.
    ///   - longitude: Degrees east in `datum`.
    ///   - datum: What the source of the numbers uses.
    package init?(latitude: Double, longitude: Double, datum: Datum) {
        guard let given = Coordinate(latitude: latitude, longitude: longitude) else { return nil }
        let position = datum.wgs84(of: (given.latitude, given.longitude))
        self.init(latitude: position.latitude, longitude: position.longitude)
    }

    /// Returns the place in the numbers of another datum, for a map that wants them.
    package func degrees(in datum: Datum) -> (latitude: Double, longitude: Double) {
        datum.position(ofWGS84: (latitude, longitude))
    }

    /// The earth's mean radius in metres (IUGG).
    package static let earthRadiusMetres = 6_371_008.8

    /// Returns the distance over the ground in metres, on a sphere: within 0.6 % of the ellipsoid's.
    ///
    /// By the haversine, which keeps its digits for places a metre apart.
    package func distanceMetres(to other: Coordinate) -> Double {
        let radians = Double.pi / 180
        let halfNorth = Trigonometry.sine((other.latitude - latitude) * radians / 2)
        let halfEast = Trigonometry.sine((other.longitude - longitude) * radians / 2)
        let parallels =
            Trigonometry.cosine(latitude * radians) * Trigonometry.cosine(other.latitude * radians)
        let haversine = halfNorth * halfNorth + parallels * halfEast * halfEast
        return 2 * Self.earthRadiusMetres * Trigonometry.arcSine(min(1, haversine).squareRoot())
    }
}
