/// What of a GeoJSON file says something about areas, as it is written (RFC 7946, section 3).
struct GeoJSONDocument: Decodable {
    let features: [GeoJSONFeature]
    /// A member beside `type`, which RFC 7946, section 6.1, leaves to us.
    let datum: String?

    private enum Key: String, CodingKey {
        case type, features, datum, crs
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        datum = try container.decodeIfPresent(String.self, forKey: .datum)
        try container.decodeIfPresent(GeoJSONReferenceSystem.self, forKey: .crs)?.check(container, .crs)
        switch try container.decode(String.self, forKey: .type) {
        case "FeatureCollection":
            var list = try container.nestedUnkeyedContainer(forKey: .features)
            var features: [GeoJSONFeature] = []
            while !list.isAtEnd {
                var feature = try list.decode(GeoJSONFeature.self)
                feature.pointer = "features[\(features.count)]"
                features.append(feature)
            }
            self.features = features
        case "Feature":
            features = [try GeoJSONFeature(from: decoder)]
        default:
            features = [GeoJSONFeature(try GeoJSONGeometry(from: decoder))]
        }
    }
}

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

/// The member `crs` of older files (GeoJSON 2008), which may only say what is so without it.
private struct GeoJSONReferenceSystem: Decodable {
    struct Properties: Decodable {
        let name: String?
    }

    let properties: Properties?

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
