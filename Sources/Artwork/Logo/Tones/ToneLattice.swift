/// What readers see of a picture at every seventh of a module, so that it is looked at a little off its place without
/// being reckoned again.
struct ToneLattice {
    /// The parts of a module's side: odd, so that one of them is its middle.
    static let parts = 7
    /// The modules around the rectangle whose parts are looked at, too: for a shift, an offset and half a module, 3 + 1 + 3 parts.
    static let margin = 1

    /// The squares that a reader's pixels blur together, by their reach in parts, and how often each counts: near, usual,
    /// far.
    private static let apertures: [(reach: Int, weight: UInt16)] = [(0, 2), (1, 2), (2, 1)]
    /// The readings of a point: each aperture with three thresholds.
    private static let pointReadings = 3 * apertures.reduce(0) { $0 + $1.weight }
    /// Half as many count the black pixels of a module: two of the six readers that were measured do.
    private static let countReadings = pointReadings / 2
    /// Of a point and of those around it.
    static let readings = 9 * Int(pointReadings + countReadings)
    /// The share of the symbol's modules that the picture is taken to be, where black pixels are counted.
    private static let pictureShare = 0.25

    let rows: Int
    let columns: Int
    let line: Int
    /// For each part the readings that see a module dark that has its middle there.
    let seen: [UInt16]

    /// Looks at a picture.
    ///
    /// - Parameters:
    ///   - tones: Of the picture.
    ///   - rows: Of the rectangle.
    ///   - columns: Of the rectangle.
    ///   - module: In pixels of the picture, which lies in the middle.
    /// - Complexity: O(rows × columns), some 50 points for each module.
    init(_ tones: ReadTones, rows: Int, columns: Int, module: Float) {
        (self.rows, self.columns) = (rows, columns)
        line = (columns + 2 * Self.margin) * Self.parts
        let down = Self.axis(rows, tones.height, module)
        let right = Self.axis(columns, tones.width, module)
        let area = module * module / Float(Self.parts * Self.parts)
        let points = down.parts.flatMap { row in
            right.parts.map { tones.tone(rows: row, columns: $0, area: area) }
        }
        let thresholds = down.middles.map { row in
            right.middles.map { tones.thresholds(row: row, column: $0, module: module) }
        }
        var seen = Self.blackModules(points, Self.table(thresholds, \.black), line: line)
        let limits = [
            Self.table(thresholds, \.fixed), Self.table(thresholds, \.near), Self.table(thresholds, \.far),
        ]
        for (reach, weight) in Self.apertures {
            let sums = SquareSums.of(points, line: line, reach: reach)
            for limit in limits { Self.count(sums, below: limit, reach: reach, weight: weight, in: &seen) }
        }
        self.seen = SquareSums.of(seen, line: line, reach: 1)
    }

    /// A threshold of each module as a table of parts.
    private static func table(
        _ thresholds: [[ReadTones.Thresholds]], _ threshold: (ReadTones.Thresholds) -> UInt16
    ) -> [UInt16] {
        thresholds.reduce(into: []) { table, modules in
            let line = modules.flatMap { repeatElement(threshold($0), count: parts) }
            for _ in 0..<parts { table += line }
        }
    }

    /// Adds a weight to each part around which the average is below its threshold.
    private static func count(
        _ sums: [UInt16], below limits: [UInt16], reach: Int, weight: UInt16, in seen: inout [UInt16]
    ) {
        let area = UInt16((2 * reach + 1) * (2 * reach + 1))
        let (sums, limits) = (sums.span, limits.span)
        var seen = seen.mutableSpan
        for part in sums.indices { seen[part] &+= sums[part] < limits[part] &* area ? weight : 0 }
    }

    /// For each part the readings by which a module that has its middle there has more black pixels than the symbol has on
    /// average: all of them that count, or none.
    private static func blackModules(_ points: [UInt16], _ limits: [UInt16], line: Int) -> [UInt16] {
        let black: [UInt16] = zip(points, limits).map { $0 <= $1 ? 1 : 0 }
        let share = Double(black.reduce(0) { $0 + Int($1) }) / Double(black.count)
        let least = UInt16((0.5 + pictureShare * (share - 0.5)) * Double(parts * parts))
        return SquareSums.of(black, line: line, reach: parts / 2).map { $0 > least ? countReadings : 0 }
    }

    /// The middles of modules in pixels, and the squares around their parts.
    private static func axis(
        _ modules: Int, _ pixels: Int, _ module: Float
    ) -> (middles: [Float], parts: [LuminanceSums.Edges]) {
        // The middle of the picture is that of the rectangle.
        func place(_ fromEdge: Float) -> Float {
            Float(pixels) / 2 + (fromEdge - Float(modules) / 2) * module
        }
        let all = -margin..<modules + margin
        return (
            all.map { place(Float($0) + 0.5) },
            (all.lowerBound * parts..<all.upperBound * parts).map {
                LuminanceSums.Edges(
                    around: place((Float($0) + 0.5) / Float(parts)), side: module / Float(parts),
                    limit: pixels)
            }
        )
    }
}
