import Membership

extension GeoJSONFeature {
    /// Returns the area of the feature.
    ///
    /// - Parameters:
    ///   - datum: What its numbers are given in.
    ///   - file: For messages.
    /// - Returns: The area, checked.
    /// - Throws: The first fault, with the position that is wrong.
    func area(datum: Datum, file: String) throws(InputFault) -> Area {
        switch geometry {
        case .point(let position): return .circle(try circle(position, datum, file: file))
        case .polygon(let rings): return try area([rings], datum, file: file)
        case .multiPolygon(let polygons): return try area(polygons, datum, file: file)
        }
    }

    private func circle(
        _ position: GeoJSONGeometry.Position, _ datum: Datum, file: String
    ) throws(InputFault) -> Circle {
        guard let radiusMetres else {
            throw fault("A point is an area only with the property radius_m, its radius.", file: file)
        }
        guard position.count >= 2,
            let centre = Coordinate(latitude: position[1], longitude: position[0], datum: datum)
        else {
            throw fault(Self.expectation(position), at: GeoJSONPlace(), file: file)
        }
        do throws(AreaFault) {
            return try Circle(centre: centre, radiusMetres: radiusMetres)
        } catch {
            throw fault(error.sentence, below: "properties.radius_m", file: file)
        }
    }

    private func area(
        _ polygons: [[[GeoJSONGeometry.Position]]], _ datum: Datum, file: String
    ) throws(InputFault) -> Area {
        var made: [[[RingPosition]]] = []
        for (polygon, rings) in polygons.enumerated() {
            made.append([])
            for (ring, positions) in rings.enumerated() {
                made[polygon].append([])
                for (index, position) in positions.enumerated() {
                    guard position.count >= 2 else {
                        let place = place(polygon, ring, index)
                        throw fault(Self.expectation(position), at: place, file: file)
                    }
                    made[polygon][ring].append(RingPosition(position[0], position[1]))
                }
            }
        }
        do throws(AreaFault) {
            return .polygons(try MultiPolygon(made, datum: datum))
        } catch {
            throw fault(error.sentence, at: place(of: error), file: file)
        }
    }

    private static func expectation(_ position: GeoJSONGeometry.Position) -> String {
        let given = position.map { "\($0)" }.joined(separator: ", ")
        return "A position is a longitude from -180 to 180 and a latitude from -90 to 90, not [\(given)]."
    }

    /// A polygon's coordinates begin with the ring, a multi-polygon's with the polygon.
    private func place(_ polygon: Int, _ ring: Int, _ position: Int? = nil) -> GeoJSONPlace {
        let isMulti = if case .multiPolygon = geometry { true } else { false }
        return GeoJSONPlace((isMulti ? [polygon, ring] : [ring]) + (position.map { [$0] } ?? []))
    }

    private func place(of error: AreaFault) -> GeoJSONPlace {
        switch error {
        case .ring(let fault, let polygon, let ring): place(polygon, ring, fault.position)
        case .holeOutside(let polygon, let ring, let position): place(polygon, ring, position)
        case .noRing(let polygon):
            if case .multiPolygon = geometry { GeoJSONPlace([polygon]) } else { GeoJSONPlace() }
        case .radiusOutOfRange, .empty, .tooManyVertices: GeoJSONPlace()
        }
    }

    /// What is wrong with the feature as a whole.
    func fault(_ detail: String, file: String) -> InputFault {
        InputFault(file: file, pointer: pointer, detail: named(detail))
    }

    private func fault(_ detail: String, at place: GeoJSONPlace, file: String) -> InputFault {
        let inside = [geometryPointer, place.pointer].filter { !$0.isEmpty }.joined(separator: ".")
        return fault(detail, below: inside, file: file)
    }

    private func fault(_ detail: String, below path: String, file: String) -> InputFault {
        let whole = [pointer, path].filter { !$0.isEmpty }.joined(separator: ".")
        return InputFault(file: file, pointer: whole, detail: named(detail))
    }

    /// Adds the feature's name, which tells people more than its number.
    private func named(_ detail: String) -> String {
        guard let name = id ?? name else { return detail }
        return "\(detail.dropLast()) (feature \"\(name.prefix(64))\")."
    }
}
