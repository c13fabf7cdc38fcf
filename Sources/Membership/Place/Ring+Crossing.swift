extension Ring {
    /// Returns the first two edges found that have a point in common and should not.
    ///
    /// Edges are taken from west to east, and each is compared with those that reach as far.
    func firstMeeting() -> (Int, Int)? {
        if let spike = firstSpike() { return spike }
        var sorted = edges.enumerated().map { (index: $0.offset, edge: $0.element) }
        if bounds.east - bounds.west > 360 || pole != nil {
            // A ring that goes round may meet itself a turn later.
            sorted += edges.enumerated().map { (index: $0.offset, edge: $0.element.turned(by: 1)) }
        }
        sorted.sort { ($0.edge.west, $0.index) < ($1.edge.west, $1.index) }
        var active: [(index: Int, edge: RingEdge)] = []
        for (index, edge) in sorted {
            active.removeAll { $0.edge.east < edge.west }
            for other in active where !areNeighbours(index, other.index) && edge.meets(other.edge) {
                return (min(index, other.index), max(index, other.index))
            }
            active.append((index, edge))
        }
        return nil
    }

    /// An edge and itself, or one that shares a corner with it.
    private func areNeighbours(_ one: Int, _ other: Int) -> Bool {
        let steps = (one - other).magnitude
        return steps <= 1 || steps == edges.count - 1
    }

    /// Returns two edges in a row of which the second goes back over the first.
    private func firstSpike() -> (Int, Int)? {
        for index in edges.indices {
            let next = (index + 1) % edges.count
            let (edge, after) = (edges[index], edges[next])
            let end = RingEdge.Vertex(
                longitude: edge.to.longitude + after.to.longitude - after.from.longitude,
                latitude: after.to.latitude)
            let isBack =
                (edge.to.longitude - edge.from.longitude) * (after.to.longitude - after.from.longitude)
                + (edge.to.latitude - edge.from.latitude) * (after.to.latitude - after.from.latitude) < 0
            if isBack, edge.side(of: end) == 0 { return (min(index, next), max(index, next)) }
        }
        return nil
    }
}
