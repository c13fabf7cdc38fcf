/// One shape with its name.
struct GeoJSONFeature: Decodable {
    /// Where it is in the file.
    var pointer = ""
    let id: String?
    let name: String?
    /// Its name in other languages, by their tags: the properties `name:zh`, `name:en` and so on, as OpenStreetMap has them.
    let names: [String: String]
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
        let names: [String: String]
        let datum: String?
        let radius: Double?

        private static let namePrefix = "name:"

        /// Any property: only some are looked at.
        private struct Key: CodingKey {
            let stringValue: String
            var intValue: Int? { nil }

            init(stringValue: String) { self.stringValue = stringValue }
            init?(intValue _: Int) { nil }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            name = try container.decodeIfPresent(String.self, forKey: Key(stringValue: "name"))
            datum = try container.decodeIfPresent(String.self, forKey: Key(stringValue: "datum"))
            radius = try container.decodeIfPresent(Double.self, forKey: Key(stringValue: "radius_m"))
            var names: [String: String] = [:]
            for key in container.allKeys where key.stringValue.hasPrefix(Self.namePrefix) {
                let language = String(key.stringValue.dropFirst(Self.namePrefix.count))
                names[language] = try container.decodeIfPresent(String.self, forKey: key)
            }
            self.names = names
        }
    }

    init(_ geometry: GeoJSONGeometry) {
        (id, name, names, datum, radiusMetres, geometryPointer) = (nil, nil, [:], nil, nil, "")
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
        names = properties?.names ?? [:]
        radiusMetres = properties?.radius
        datum = try properties?.datum ?? container.decodeIfPresent(String.self, forKey: .datum)
        geometry = try container.decode(GeoJSONGeometry.self, forKey: .geometry)
        geometryPointer = "geometry"
    }
}
