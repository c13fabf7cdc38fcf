/// The member `crs` of older files (GeoJSON 2008), which may only say what is so without it.
struct GeoJSONReferenceSystem: Decodable {
    private struct Properties: Decodable {
        let name: String?
    }

    private let properties: Properties?

    /// The names that stand for longitude and latitude in WGS-84.
    private static let known = ["CRS84", "EPSG::4326", "EPSG:4326"]

    func check<Key: CodingKey>(_ container: KeyedDecodingContainer<Key>, _ key: Key) throws {
        let name = properties?.name ?? ""
        guard !Self.known.contains(where: name.hasSuffix) else { return }
        throw DecodingError.dataCorruptedError(
            forKey: key, in: container,
            debugDescription:
                "Only longitude and latitude in WGS-84 (CRS84) are read, not \"\(name.prefix(60))\".")
    }
}
