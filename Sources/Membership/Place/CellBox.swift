/// The cells that begin with the same bits, as the rectangle of their centres.
///
/// All numbers are sums of a few powers of two times 45, and so exact: the corner of a box with one cell is
/// the very centre that `CoarseCell` gives.
struct CellBox {
    /// The first `depth` bits of every cell in the box.
    private(set) var bits: UInt32 = 0
    /// 0 for all cells, `CoarseCell.bitCount` for one.
    private(set) var depth = 0
    private var low = (latitude: -90.0, longitude: -180.0)
    private var high = (latitude: 90.0, longitude: 180.0)

    /// Half the width and, with an odd number of bits, half the height of a cell: 180° / 2¹³.
    private static let halfCell = 180.0 / 8_192

    var isCell: Bool { depth == CoarseCell.bitCount }
    var south: Double { low.latitude + Self.halfCell }
    var north: Double { high.latitude - Self.halfCell }
    var west: Double { low.longitude + Self.halfCell }
    var east: Double { high.longitude - Self.halfCell }

    /// The cells of the box, by their bits.
    var cells: ClosedRange<UInt32> {
        let below = UInt32(CoarseCell.bitCount - depth)
        return bits << below...(bits << below | (1 << below - 1))
    }

    /// The halves, in the order of their cells.
    var halves: [CellBox] {
        [UInt32(0), 1].map { bit in
            var half = self
            half.bits = bits << 1 | bit
            half.depth = depth + 1
            if depth.isMultiple(of: 2) {
                let middle = (low.longitude + high.longitude) / 2
                if bit == 1 { half.low.longitude = middle } else { half.high.longitude = middle }
            } else {
                let middle = (low.latitude + high.latitude) / 2
                if bit == 1 { half.low.latitude = middle } else { half.high.latitude = middle }
            }
            return half
        }
    }

    /// A thousand times the tolerance of an edge, so that no rounding lets one slip by.
    private static let margin = 1_000 * RingEdge.toleranceDegrees

    /// Whether an edge comes near the centres; errs towards `true`.
    func isNear(_ edge: RingEdge) -> Bool {
        let (south, north) = (south - Self.margin, north + Self.margin)
        let (west, east) = (west - Self.margin, east + Self.margin)
        guard edge.west <= east, edge.east >= west, edge.south <= north, edge.north >= south else {
            return false
        }
        func side(_ longitude: Double, _ latitude: Double) -> Double {
            edge.side(of: RingEdge.Vertex(longitude: longitude, latitude: latitude))
        }
        let (one, two, three, four) = (
            side(west, south), side(west, north), side(east, south), side(east, north)
        )
        return max(one, two, three, four) >= 0 && min(one, two, three, four) <= 0
    }
}
