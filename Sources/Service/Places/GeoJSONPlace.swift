/// Where a position is in the coordinates of a geometry.
struct GeoJSONPlace {
    private let parts: [Int]

    init(_ parts: [Int] = []) {
        self.parts = parts
    }

    /// Such as `coordinates[0][3]`.
    var pointer: String { "coordinates" + parts.map { "[\($0)]" }.joined() }
}
