internal import QRSymbol

/// A symbol in a picture, measured: its grid, its modules and how they are drawn.
///
/// For flat drawings: turned and mirrored symbols are followed, the perspective of a photograph is not.
struct ModuleSampling: Sendable, Hashable {
    /// The grid.
    let frame: SymbolFrame
    /// Row after row from the symbol's own top, `true` for dark, as the symbol means it.
    let modules: [Bool]
    /// How dark each module is between the symbol's light, 0, and its dark, 1.
    let covers: [Double]
    /// Whether the modules that mean dark are the lighter ones.
    let isInverted: Bool
    /// What tells dark from light.
    let contrast: PrintContrast
    /// How much a dark bar has grown, in modules; `nil` when the timing patterns are too damaged.
    let edgeGain: Double?
    /// What is free around.
    let quietZone: QuietZoneWidths

    /// The number of modules on a side.
    var size: Int { frame.size }
    /// The width of a module in pixels.
    var modulePixelWidth: Double { frame.across.length }
    /// The height of a module in pixels.
    var modulePixelHeight: Double { frame.down.length }

    /// The same symbol as it is seen from behind: rows for columns.
    var mirrored: ModuleSampling {
        let turned = modules.indices.map { $0 % size * size + $0 / size }
        return ModuleSampling(
            frame: frame.mirrored, modules: turned.map { modules[$0] }, covers: turned.map { covers[$0] },
            isInverted: isInverted, contrast: contrast, edgeGain: edgeGain, quietZone: quietZone.mirrored)
    }

    /// Measures a symbol.
    ///
    /// - Parameters:
    ///   - picture: At most the pixels that ``SymbolReader`` takes.
    ///   - corners: Four, about, in turn around the symbol.
    ///   - isInverted: Whether modules that mean dark are the lighter ones.
    /// - Returns: `nil` when three finders are not where the corners say, or the picture has no contrast there.
    static func measure(_ picture: GreyPicture, corners: [Spot], isInverted: Bool = false) -> ModuleSampling?
    {
        guard corners.count == 4 else { return nil }
        let seen = isInverted ? picture.inverted : picture
        guard var field = PictureField(seen, around: corners),
            let rough = SymbolFrame.fitted(to: corners, in: field)
        else { return nil }
        // The levels of the symbol's own finders replace those of all that is near, and the grid follows.
        guard field.takeLevels(of: rough) else { return nil }
        guard let frame = SymbolFrame.fitted(to: rough.corners, in: field) else { return nil }
        guard field.takeLevels(of: frame) else { return nil }
        return ModuleSampling(of: frame, in: field, isInverted: isInverted)
    }

    private init(of frame: SymbolFrame, in field: PictureField, isInverted: Bool) {
        let covers = (0..<frame.size * frame.size).map { place in
            field.meanCover(of: frame, row: place / frame.size, column: place % frame.size)
        }
        let (dark, light) = isInverted ? (255 - field.dark, 255 - field.light) : (field.dark, field.light)
        self.init(
            frame: frame, modules: covers.map { $0 > 0.5 }, covers: covers, isInverted: isInverted,
            contrast: PrintContrast(darkGrey: dark, lightGrey: light, covers: covers),
            edgeGain: EdgeGain(of: frame, in: field)?.modules,
            quietZone: QuietZoneWidths(of: frame, in: field))
    }

    private init(
        frame: SymbolFrame, modules: [Bool], covers: [Double], isInverted: Bool, contrast: PrintContrast,
        edgeGain: Double?, quietZone: QuietZoneWidths
    ) {
        self.frame = frame
        self.modules = modules
        self.covers = covers
        self.isInverted = isInverted
        self.contrast = contrast
        self.edgeGain = edgeGain
        self.quietZone = quietZone
    }
}

extension PictureField {
    /// The least difference of grey that is searched at all: less is noise, not a symbol.
    private static let leastDifference = 8.0

    /// Takes the levels of a region, its darkest and lightest twentieth left out; `nil` without contrast.
    init?(_ picture: GreyPicture, around corners: [Spot]) {
        let (xs, ys) = (corners.map(\.x), corners.map(\.y))
        func clamped(_ value: Double?, _ end: Int) -> Int { Int(min(max(value ?? 0, 0), Double(end))) }
        let columns = clamped(xs.min(), picture.width)..<clamped((xs.max() ?? 0) + 1, picture.width)
        let rows = clamped(ys.min(), picture.height)..<clamped((ys.max() ?? 0) + 1, picture.height)
        var counts = Array(repeating: 0, count: 256)
        for row in rows {
            for column in columns { counts[Int(picture.pixels[row * picture.width + column])] += 1 }
        }
        let total = counts.reduce(0, +)
        func level(above share: Double) -> Double {
            var sum = 0
            let level = counts.firstIndex { count in
                sum += count
                return Double(sum) > share * Double(total)
            }
            return Double(level ?? 255)
        }
        let (dark, light) = (level(above: 0.05), level(above: 0.95))
        guard total > 0, light - dark >= Self.leastDifference else { return nil }
        self.init(picture: picture, dark: dark, light: light)
    }

    /// Takes the medians of the finders' dark and light modules for levels; false without contrast.
    mutating func takeLevels(of frame: SymbolFrame) -> Bool {
        var (dark, light): ([Double], [Double]) = ([], [])
        for (top, left) in [(0, 0), (0, frame.size - 7), (frame.size - 7, 0)] {
            for row in 0..<7 {
                for column in 0..<7 {
                    let distance = max(abs(row - 3), abs(column - 3))
                    let grey = grey(frame.centre(row: top + row, column: left + column))
                    if distance == 2 { light.append(grey) } else { dark.append(grey) }
                }
            }
        }
        let levels = [dark, light].map { $0.sorted()[$0.count / 2] }
        guard levels[1] - levels[0] >= Self.leastDifference else { return false }
        (self.dark, self.light) = (levels[0], levels[1])
        return true
    }

    /// The mean of a module's middle; of its middle pixel alone where a module has fewer than three.
    func meanCover(of frame: SymbolFrame, row: Int, column: Int) -> Double {
        let isSmall = min(frame.across.length, frame.down.length) < Self.apertureLeastPixels
        let offsets = isSmall ? [0] : [-Self.apertureReach, 0, Self.apertureReach]
        let sum = offsets.reduce(0.0) { sum, down in
            offsets.reduce(sum) { sum, across in
                sum
                    + cover(
                        frame.place(column: Double(column) + 0.5 + across, row: Double(row) + 0.5 + down))
            }
        }
        return sum / Double(offsets.count * offsets.count)
    }

    /// Nine places within the middle 0.4 of a module, so that the edges' softness stays outside.
    private static let apertureReach = 0.2
    private static let apertureLeastPixels = 3.0
}

extension GreyPicture {
    /// Dark for light.
    var inverted: GreyPicture {
        GreyPicture(pixels: pixels.map { 255 - $0 }, width: width, height: height)
    }
}
