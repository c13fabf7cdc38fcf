package import Membership
package import Vocabulary

/// An area as commands list it, without its coordinates.
package struct AreaDocument: Sendable, Hashable, Encodable {
    package let area: AreaID
    package let title: String
    package let file: String
    package let shape: String
    /// Of a circle.
    package let radiusMetres: Double?
    package let polygons: Int?
    package let holes: Int?
    /// The positions of all rings, each ring's last not counted.
    package let vertices: Int?
    package let datum: String
    /// The ranges of cells that a segment asks the database for; `nil` where there are too many.
    package let cellRanges: Int?
    /// The stores that are in it, sorted.
    package let stores: [StoreID]

    private enum CodingKeys: String, CodingKey {
        case area, title, file, shape, polygons, holes, vertices, datum, stores
        case radiusMetres = "radius_m"
        case cellRanges = "cell_ranges"
    }

    /// Describes an area.
    ///
    /// - Parameters:
    ///   - named: The area.
    ///   - stores: Those that it may hold.
    package init(_ named: NamedArea, stores: [PlacedStore]) {
        (area, title, file, datum) = (named.id, named.title.fallback, named.file, named.datum.rawValue)
        switch named.area {
        case .circle(let circle):
            (shape, radiusMetres) = ("circle", circle.radiusMetres)
            (polygons, holes, vertices) = (nil, nil, nil)
        case .polygons(let shape):
            (self.shape, radiusMetres) = ("polygons", nil)
            polygons = shape.polygons.count
            holes = shape.polygons.reduce(0) { $0 + $1.holes.count }
            vertices = shape.vertexCount
        }
        cellRanges = try? CellRanges(centresIn: named.area).ranges.count
        self.stores = stores.filter { named.area.contains($0.place) }.map(\.id).sorted()
    }
}
