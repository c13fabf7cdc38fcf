/// A position of a ring as a source gives it, not checked yet.
package struct RingPosition: Sendable, Hashable {
    /// Degrees east.
    package let longitude: Double
    /// Degrees north.
    package let latitude: Double

    /// Takes numbers in GeoJSON's order, east before north (RFC 7946, section 3.1.1).
    package init(_ longitude: Double, _ latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}
