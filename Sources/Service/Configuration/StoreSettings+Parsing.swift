import Foundation
import Vocabulary

extension StoreSettings {
    /// Five thousand stores fill the megabyte that a settings file may have.
    static let maximumCount = 5_000

    /// Returns the stores of the list, whose ids are unique.
    static func list(_ document: DocumentValue) -> [StoreSettings]? {
        guard let values = document.list(of: 1...maximumCount, "stores") else { return nil }
        var lines: [StoreID: Int?] = [:]
        return values.compactMap { value in
            guard let store = StoreSettings(value) else { return nil }
            if let earlier = lines.updateValue(value.line, forKey: store.id) {
                let place = earlier.map { " on line \($0)" } ?? ""
                value.fault("The store \(store.id) is listed already\(place).")
            }
            return store
        }
    }

    private init?(_ document: DocumentValue) {
        let keys = ["id", "name", "region", "district", "latitude", "longitude", "time_zone", "hours"]
        guard let fields = document.fields(keys) else { return nil }
        let id = fields.required("id")?.identifier(StoreID.self)
        let name = fields.required("name")?.localizedText()
        let region = fields.required("region")?.text()
        let district = fields.optional("district").map { $0.text() } ?? ""
        let latitude = fields.required("latitude")?.number(in: -90...90, "WGS-84 degrees from -90 to 90")
        let longitude = fields.required("longitude")?.number(
            in: -180...180, "WGS-84 degrees from -180 to 180")
        let zone = fields.required("time_zone")?.parsed("a time zone such as Asia/Shanghai", Self.knownZone)
        let hours = fields.optional("hours").map { $0.text() } ?? ""
        guard let id, let name, let region, let district, let latitude, let longitude, let zone, let hours
        else { return nil }
        self.init(
            id: id, name: name, region: region, district: district, latitude: latitude, longitude: longitude,
            timeZone: zone, hours: hours)
    }

    /// An identifier of the IANA data base; Foundation also reads `GMT+8`, which has no name of a place.
    private static func knownZone(_ text: String) -> String? {
        let isNamed = text == "UTC" || text.contains("/")
        return isNamed && TimeZone(identifier: text) != nil ? text : nil
    }
}
