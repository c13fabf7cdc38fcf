import Membership
import Support
import Testing

@Suite struct CellRangesTests {
    /// Cells are 180° / 4,096 wide and high.
    private static let side = 180.0 / 4_096

    /// All cells of a region by going through their centres, and which of them an area holds.
    private static func check(
        _ area: Area, _ region: (south: Double, north: Double, west: Double, east: Double), _ note: String
    ) throws {
        let ranges = try CellRanges(centresIn: area)
        var inside = 0
        var latitude = (region.south / side).rounded(.down) * side + side / 2
        while latitude < region.north {
            var longitude = (region.west / side).rounded(.down) * side + side / 2
            while longitude < region.east {
                let cell = CoarseCell(containing: try Sketch.place(latitude, longitude))
                let centre = try #require(cell.centre)
                let expected = area.contains(centre)
                if ranges.contains(cell) != expected {
                    Issue.record("\(note): \(cell) is \(expected ? "missed" : "found")")
                }
                inside += expected ? 1 : 0
                longitude += side
            }
            latitude += side
        }
        #expect(count(ranges) == inside, "\(note): no cells elsewhere")
        let cells = try #require(ranges.cells(atMost: inside))
        #expect(cells.count == inside && cells.allSatisfy(ranges.contains), "\(note): one by one")
        #expect(cells.map(\.geohash) == cells.map(\.geohash).sorted())
        #expect(inside == 0 || ranges.cells(atMost: inside - 1) == nil)
        try checkOrder(ranges, note)
    }

    private static func index(_ geohash: String) throws -> Int {
        let alphabet = Array("0123456789bcdefghjkmnpqrstuvwxyz")
        return try geohash.reduce(0) { $0 * 32 + (try #require(alphabet.firstIndex(of: $1))) }
    }

    private static func count(_ ranges: CellRanges) -> Int {
        ranges.ranges.reduce(0) { sum, range in
            let ends = (try? index(range.lowerBound), try? index(range.upperBound))
            guard let low = ends.0, let high = ends.1 else { return -1 }
            return sum + high - low + 1
        }
    }

    private static func checkOrder(_ ranges: CellRanges, _ note: String) throws {
        for (range, next) in zip(ranges.ranges, ranges.ranges.dropFirst()) {
            #expect(try index(range.upperBound) + 1 < index(next.lowerBound), "\(note): merged")
        }
    }

    @Test("The ranges of a circle are the cells whose centres it holds, and no others")
    func circles() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<10 {
            let centre = try Sketch.place(
                .random(in: -70...70, using: &random), .random(in: -170...170, using: &random))
            let radius = Double.random(in: 1...60_000, using: &random)
            let area = Area.circle(try Circle(centre: centre, radiusMetres: radius))
            let region = (
                centre.latitude - 0.7, centre.latitude + 0.7, centre.longitude - 2, centre.longitude + 2
            )
            try Self.check(area, region, "seed \(random.seed), \(area)")
        }
    }

    @Test("The ranges of polygons with holes are the cells whose centres they hold, and no others")
    func polygons() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<20 {
            let (north, east) = (
                Double.random(in: -80...80, using: &random), Double.random(in: -175...175, using: &random)
            )
            let outer = Self.star(north, east, 0.8, &random)
            let hole = Self.star(north, east, 0.2, &random)
            guard let area = try? Sketch.area([outer, hole]) else { continue }
            try Self.check(
                area, (north - 0.9, north + 0.9, east - 0.9, east + 0.9), "seed \(random.seed), \(area)")
        }
    }

    /// Corners around a centre in order, on the corners and centres of cells as often as elsewhere.
    private static func star(
        _ north: Double, _ east: Double, _ size: Double, _ random: inout SplitMix64
    ) -> [RingPosition] {
        let directions: [(Double, Double)] = [
            (1, 0), (1, 0.5), (1, 1), (0.3, 1), (0, 1), (-1, 1), (-1, 0.2), (-1, -0.5), (-0.4, -1), (0.6, -1),
        ]
        let isOnGrid = Bool.random(using: &random)
        return Sketch.ring(
            directions.map { direction in
                let length = size * Double.random(in: 0.5...1, using: &random)
                let corner = (east + length * direction.0, north + length * direction.1)
                guard isOnGrid else { return corner }
                let half = side / 2
                return ((corner.0 / half).rounded() * half, (corner.1 / half).rounded() * half)
            })
    }

    @Test("An edge through the centres of cells takes those cells in")
    func throughCentres() throws {
        let half = Self.side / 2
        let (low, high) = (half + 100 * Self.side, half + 110 * Self.side)
        let area = try Sketch.area([Sketch.box(west: low, south: low, east: high, north: high)])
        #expect(Self.count(try CellRanges(centresIn: area)) == 11 * 11)
        try Self.check(area, (low - 0.2, high + 0.2, low - 0.2, high + 0.2), "through centres")
    }

    @Test(
        "Rings anywhere, over antimeridian and poles, have the cells whose centres they hold, whichever way they run"
    )
    func anywhere() throws {
        var random = SplitMix64.forTests()
        var made = 0
        for _ in 0..<600 {
            let corners = (0..<Int.random(in: 3...6, using: &random)).map { _ in
                (
                    Double(Int.random(in: -12...12, using: &random)) * 15,
                    Double(Int.random(in: -6...6, using: &random)) * 15
                )
            }
            let positions = Sketch.ring(corners)
            guard let area = try? Sketch.area([positions]) else { continue }
            made += 1
            // Long edges along rows of centres cut through too many cells for some.
            let ranges = made <= 5 ? try? CellRanges(centresIn: area) : nil
            let reversed = try Sketch.area([positions.reversed()])
            for _ in 0..<300 {
                let cell = CoarseCell(
                    containing: try Sketch.place(
                        .random(in: -90...90, using: &random), .random(in: -180...180, using: &random)))
                let centre = try #require(cell.centre)
                let note: Comment = "seed \(random.seed), \(corners), \(cell)"
                #expect(reversed.contains(centre) == area.contains(centre), note)
                if let ranges { #expect(ranges.contains(cell) == area.contains(centre), note) }
            }
        }
        #expect(made > 100, "most random corners cross, and enough do not")
    }

    @Test("An area between all centres has no ranges")
    func small() throws {
        let area = Area.circle(try Circle(centre: Sketch.place(0, 0), radiusMetres: 5))
        #expect(try CellRanges(centresIn: area).ranges.isEmpty)
    }

    @Test("The largest circle has ranges, and an edge that is too frayed is refused")
    func limits() throws {
        let circle = try Circle(centre: Sketch.place(31, 121), radiusMetres: Circle.maximumRadiusMetres)
        let count = try CellRanges(centresIn: .circle(circle)).ranges.count
        #expect(count > 1_000 && count < CellRanges.maximumCount)
        // Teeth a cell wide and half the earth high: cells above each other are seldom next to each other in order.
        let teeth = (0..<40).flatMap { tooth -> [(Double, Double)] in
            let west = Double(tooth) * 3 * Self.side
            return [(west, -40), (west, 40), (west + Self.side, 40), (west + Self.side, -40)]
        }
        let comb = try Sketch.area([Sketch.ring(teeth + [(89, -41), (-89, -41)])])
        #expect(throws: CellRanges.Fault.tooMany) { try CellRanges(centresIn: comb) }
    }
}
