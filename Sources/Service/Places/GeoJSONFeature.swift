/// One shape with its name.
struct GeoJSONFeature: Decodable {
    /// Where it is in the file.
    var pointer = ""
    let id: String?
    let name: String?
    let datum: String?
    let radiusMetres: Double?
    let geometry: GeoJSONGeometry
    /// Where its geometry is, below the feature.
    let geometryPointer: String

    private enum Key: String, CodingKey {
        case type, id, properties, geometry, datum
    }

    private struct Properties: Decodable {
        let name: String?
        let datum: String?
        let radius: Double?

        enum CodingKeys: String, CodingKey {
            case name, datum
            case radius = "radius_m"
        }
    }

    init(_ geometry: GeoJSONGeometry) {
        (id, name, datum, radiusMetres, geometryPointer) = (nil, nil, nil, nil, "")
        self.geometry = geometry
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let type = try container.decode(String.self, forKey: .type)
        guard type == "Feature" else {
            throw DecodingError.dataCorruptedError(
                forKey: .type, in: container,
                debugDescription: "It must be Feature, not \"\(type.prefix(40))\".")
        }
        // A text or a number (RFC 7946, section 3.2).
        if container.contains(.id) {
            id =
                try (try? container.decode(Int64.self, forKey: .id)).map { String($0) }
                ?? container.decode(String.self, forKey: .id)
        } else {
            id = nil
        }
        let properties = try container.decodeIfPresent(Properties.self, forKey: .properties)
        name = properties?.name
        radiusMetres = properties?.radius
        datum = try properties?.datum ?? container.decodeIfPresent(String.self, forKey: .datum)
        geometry = try container.decode(GeoJSONGeometry.self, forKey: .geometry)
        geometryPointer = "geometry"
    }
}
