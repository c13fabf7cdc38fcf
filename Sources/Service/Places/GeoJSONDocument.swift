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
