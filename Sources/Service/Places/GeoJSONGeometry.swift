/// The coordinates of a shape that can be an area (RFC 7946, section 3.1).
enum GeoJSONGeometry: Decodable {
    /// Longitude, latitude, and perhaps a height.
    typealias Position = [Double]

    case point(Position)
    case polygon([[Position]])
    case multiPolygon([[[Position]]])

    private enum Key: String, CodingKey {
        case type, coordinates
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        switch type {
        case "Point": self = .point(try container.decode(Position.self, forKey: .coordinates))
        case "Polygon": self = .polygon(try container.decode([[Position]].self, forKey: .coordinates))
        case "MultiPolygon":
            self = .multiPolygon(try container.decode([[[Position]]].self, forKey: .coordinates))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container,
                debugDescription: "It must be Polygon, MultiPolygon or a Point with radius_m, not "
                    + "\"\(type.prefix(40))\".")
        }
    }
}
