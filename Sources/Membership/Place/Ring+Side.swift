extension Ring {
    /// Where a place is.
    enum Side: Sendable, Hashable {
        case inside, outside
        /// Within a tenth of a millimetre of the line.
        case edge
    }

    /// Tells where a place is, by counting how often the way north from it crosses the ring.
    ///
    /// - Complexity: O(*n*) in the edges.
    func side(of place: Coordinate) -> Side {
        guard place.latitude.magnitude < 90 else { return side(ofPole: place.latitude > 0 ? .north : .south) }
        let tolerance = RingEdge.toleranceDegrees
        // North of all edges nothing is crossed; south of them an even number is, or one if a pole is enclosed.
        if place.latitude > bounds.north + tolerance { return pole == .north ? .inside : .outside }
        if place.latitude < bounds.south - tolerance { return pole == .south ? .inside : .outside }
        var crossings = 0
        for turns in turns(of: place) {
            let vertex = RingEdge.Vertex(longitude: place.longitude, latitude: place.latitude)
                .turned(by: turns)
            for edge in edges {
                // Most edges are elsewhere, and this is what a place costs.
                guard
                    edge.from.longitude - tolerance <= vertex.longitude
                        || edge.to.longitude - tolerance <= vertex.longitude,
                    edge.from.longitude + tolerance >= vertex.longitude
                        || edge.to.longitude + tolerance >= vertex.longitude
                else { continue }
                if edge.holds(vertex) { return .edge }
                if edge.isCrossed(northFrom: vertex) { crossings += 1 }
            }
        }
        let isInside = (crossings % 2 == 1) != (pole == .north)
        return isInside ? .inside : .outside
    }

    /// At a pole every longitude is the same place.
    private func side(ofPole asked: Pole) -> Side {
        let latitude: Double = asked == .north ? 90 : -90
        if edges.contains(where: { $0.from.latitude == latitude }) { return .edge }
        return pole == asked ? .inside : .outside
    }

    /// The turns that bring a longitude of -180…180 among the ring's own.
    private func turns(of place: Coordinate) -> ClosedRange<Int> {
        let tolerance = RingEdge.toleranceDegrees
        let first = Int(((bounds.west - tolerance - place.longitude) / 360).rounded(.up))
        let last = Int(((bounds.east + tolerance - place.longitude) / 360).rounded(.down))
        return first...max(first, last)
    }

    /// Whether an edge may be within a distance of a place; errs towards `true`.
    ///
    /// Degrees of longitude are taken as short as they are anywhere within the distance.
    func mayHaveEdge(within metres: Double, of place: Coordinate) -> Bool {
        let reach = metres / Coordinate.earthRadiusMetres * 180 / .pi + RingEdge.toleranceDegrees
        guard place.latitude >= bounds.south - reach, place.latitude <= bounds.north + reach else {
            return false
        }
        let extreme = min(90, place.latitude.magnitude + reach)
        let scale = max(0, Trigonometry.cosine(extreme / 180 * .pi))
        // A turn either way too, since the nearest edge may be across the antimeridian.
        let own = turns(of: place)
        return (own.lowerBound - 1...own.upperBound + 1).contains { turns in
            let vertex = RingEdge.Vertex(longitude: place.longitude, latitude: place.latitude)
                .turned(by: turns)
            return edges.contains { $0.squaredDistance(to: vertex, scalingEast: scale) <= reach * reach }
        }
    }
}
