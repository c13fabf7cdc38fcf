package import Membership

extension Coordinate {
    /// Reads a place such as `31.2304,121.4737`: latitude, comma, longitude.
    ///
    /// - Parameters:
    ///   - text: As somebody typed it; spaces around the numbers are allowed.
    ///   - datum: What the numbers are given in.
    ///   - pointer: Where it stands, for the message.
    /// - Returns: The place in WGS-84.
    /// - Throws: What was expected and what was given.
    package static func read(
        _ text: String, datum: Datum = .wgs84, pointer: String
    ) throws(InputFault) -> Coordinate {
        let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
            DecimalText.degrees(part.filter { $0 != " " })
        }
        guard numbers.count == 2, let latitude = numbers[0], let longitude = numbers[1],
            let place = Coordinate(latitude: latitude, longitude: longitude, datum: datum)
        else {
            let detail =
                "It must be a latitude from -90 to 90 and a longitude from -180 to 180, such as "
                + "31.2304,121.4737, not \"\(text.prefix(60))\"."
            throw InputFault(pointer: pointer, detail: detail)
        }
        return place
    }
}
