import Vocabulary

extension SegmentReader {
    /// `within(3 km, store SH01)`, `within(500 m, point 31.2274 121.4923)`, `within(area pudong)`.
    func cells(_ call: SegmentCall) throws(SegmentFault) -> CellRanges {
        let area = try area(call)
        do {
            return try CellRanges(centresIn: area)
        } catch {
            throw SegmentFault(.area("The area is too large or too winding: \(error)"), call.range)
        }
    }

    private func area(_ call: SegmentCall) throws(SegmentFault) -> Area {
        let usage = SegmentFault(
            .badArguments(function: call.name.text, usage: SegmentFunction.within.usage), call.range)
        if call.arguments.count == 1, call.arguments[0].count == 2,
            call.arguments[0][0].text.lowercased() == "area"
        {
            let word = call.arguments[0][1]
            guard let area = vocabulary.areas[word.text] else {
                throw unknownValue("area", word, among: Array(vocabulary.areas.keys))
            }
            return area
        }
        guard call.arguments.count == 2, let metres = try radius(call.arguments[0]) else { throw usage }
        guard let centre = try centre(call.arguments[1]) else { throw usage }
        do {
            return .circle(try Circle(centre: centre, radiusMetres: metres))
        } catch {
            throw SegmentFault(.area("\(error)"), call.range)
        }
    }

    /// `3 km`, `500m`; `nil` for no length.
    private func radius(_ words: [SegmentWord]) throws(SegmentFault) -> Double? {
        let joined = words.map(\.text).joined().lowercased()
        let scale: Double
        let number: Substring
        switch joined {
        case _ where joined.hasSuffix("km"): (scale, number) = (1_000, joined.dropLast(2))
        case _ where joined.hasSuffix("m"): (scale, number) = (1, joined.dropLast())
        default: return nil
        }
        guard let value = DecimalText.degrees(String(number)) else { return nil }
        let metres = value * scale
        guard metres > 0, metres <= SegmentLimits.radiusMetres else {
            let limit = "above 0 and at most \(Int(SegmentLimits.radiusMetres / 1_000)) km"
            throw SegmentFault(.outOfRange(what: "A radius", limit: limit, text(of: words)), words.range)
        }
        return metres
    }

    /// `store SH01`, `point 31.2274 121.4923` in WGS-84, with another datum's name behind it in that one.
    private func centre(_ words: [SegmentWord]) throws(SegmentFault) -> Coordinate? {
        switch (words.first?.text.lowercased(), words.count) {
        case ("store", 2):
            let store = try store(words[1])
            guard let place = vocabulary.stores[store]?.place else {
                throw SegmentFault(.area("Store \(store.text) has no coordinates."), words.range)
            }
            return place
        case ("point", 3), ("point", 4):
            let datum = words.count == 4 ? Datum(rawValue: words[3].text.lowercased()) : .wgs84
            guard let north = DecimalText.degrees(words[1].text),
                let east = DecimalText.degrees(words[2].text),
                let datum, let place = Coordinate(latitude: north, longitude: east, datum: datum)
            else {
                throw SegmentFault(
                    .badValue(
                        wanted: "latitude, longitude and at most one of wgs84, gcj02, bd09", text(of: words)),
                    words.range)
            }
            return place
        default: return nil
        }
    }
}
