/// The dots of a printed symbol, each of several cells, so that ink can spread by less than a dot.
struct DotGrid {
    /// Cells of a module where dots are coarse; finer dots than this are not told apart by a camera.
    private static let leastCells = 12
    private static let mostDots = 16

    /// Dots of a module that are drawn: at most ``mostDots``.
    private let dots: Int
    /// Cells of a dot's side.
    private let cells: Int
    private let cellMicrometres: Double

    init(dotsPerModule: Int, dotMicrometres: Double) {
        dots = min(dotsPerModule, Self.mostDots)
        cells = max(1, Self.leastCells / dots)
        cellMicrometres = dotMicrometres * Double(dotsPerModule) / Double(dots * cells)
    }

    /// Cells of a module's side.
    var cellsPerModule: Double { Double(dots * cells) }

    /// Returns where ink goes: 1 in the dots that are darker than halfway, 0 elsewhere.
    func drawn(_ subject: GauntletSubject) -> TonePlane {
        let side = Int((subject.side * Double(dots)).rounded())
        let threshold = (subject.dark + subject.light) / 2
        let plane = subject.grey.resized(width: side, height: side).mapped { $0 < threshold ? 1 : 0 }
        let values = plane.values
        guard cells > 1 else { return plane }
        let length = side * cells
        return TonePlane(
            width: length, height: length,
            values: (0..<length).flatMap { y in
                let row = y / cells * side
                return (0..<length).map { values[row + $0 / cells] }
            })
    }

    /// Returns each line of dots a little off its place.
    func misplaced(_ paper: TonePlane, _ random: inout DamageRandom) -> TonePlane {
        let deviation = PrinterModel.registrationMicrometres / cellMicrometres
        let shifts = (0...paper.height / cells).map { _ in deviation * random.normal() }
        return paper.mapped { x, y, value in
            paper.tone(x: Double(x) + 0.5 + shifts[y / cells], y: Double(y) + 0.5) ?? value
        }
    }

    /// Returns the ink spread: edges move outwards by ``PrinterModel/inkSpreadMicrometres``.
    func spread(_ paper: TonePlane) -> TonePlane {
        let deviation = PrinterModel.inkSpreadMicrometres / cellMicrometres
        // One deviation outside a straight edge its blur has 0.159: there the ink ends, and the rest is taken away.
        let edge: Float = 0.159
        return paper.blurred(deviation).mapped { min(0.5 * $0 / edge, 1) }
    }
}
