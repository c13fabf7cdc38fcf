/// The modules at the edge of a logo's place that the symbol may keep.
///
/// A rectangle of whole modules hides a little more than was asked for. What is too much is given back where it makes
/// codewords right: a module of the light ring that ought to be dark, away from the picture, is drawn as the symbol has it.
struct LogoEdge {
    /// How many of them may be shown.
    private let count: Int
    /// Those that may be, by row and column of the rectangle in the upright symbol.
    private let modules: LogoMask

    /// - Parameters:
    ///   - face: What the logo shows of the upright symbol.
    ///   - turn: How the symbol lies.
    ///   - wish: The share to hide, and the ring.
    ///   - size: The modules a side of the symbol.
    init(_ face: LogoFace, turn: SymbolTurn, wish: LogoWish, size: Int) {
        // An outline hides nothing that it need not.
        let spare = face.rows * face.columns - wish.leastModuleCount(inSymbolOf: size)
        count = face.mask == nil ? max(0, spare) : 0
        let looked = face.turned(turn)
        let picture = looked.seat.picture(
            rows: looked.rows, columns: looked.columns, ring: wish.knockOut.ring
        ).fitted(aspect: wish.aspect)
        let ring = LogoMask(rows: looked.rows, columns: looked.columns) { row, column in
            !picture.touches(row: row, column: column) && looked.isLight(around: row, column)
        }
        modules = ring.upright(turn, rows: looked.rows, columns: looked.columns)
    }

    /// Whether a module may be shown, by row and column of the rectangle in the upright symbol.
    func mayShow(row: Int, column: Int) -> Bool { count > 0 && modules.hides(row: row, column: column) }

    /// What a module must be worth to be shown, in points of readings: the ring is not broken for nothing.
    private static let leastGain = 0.1

    /// A hidden codeword that is wrong.
    private struct Fault {
        let block: Int
        /// The modules that make it wrong.
        var modules: [Int] = []
        /// Whether all of them may be shown.
        var isMendable = true
    }

    /// Chooses what is shown: what makes the symbol strongest for each module.
    ///
    /// - Parameters:
    ///   - face: What the logo shows of the upright symbol.
    ///   - cover: Where it lies.
    ///   - matrix: The modules of the upright symbol.
    ///   - damage: What each block is to be expected to lose.
    /// - Returns: What the logo shows where it still hides.
    func shown(_ face: LogoFace, _ cover: LogoCover, _ matrix: ModuleMatrix, damage: [Double]) -> LogoFace {
        let layout = cover.map.layout
        var faults = faults(face, cover, matrix)
        var left = damage.map { Double(layout.correctableCount) - $0 }
        var (rest, shown) = (count, Set<Int>())
        while true {
            let before = ReadingOdds.points(left: left, of: layout)
            func gain(_ fault: Fault) -> Double {
                var mended = left
                mended[fault.block] += 1
                return (before - ReadingOdds.points(left: mended, of: layout)) / Double(fault.modules.count)
            }
            let gains = faults.map { $0.modules.count <= rest ? gain($0) : 0 }
            guard let best = gains.indices.max(by: { (gains[$0], $1) < (gains[$1], $0) }),
                gains[best] > Self.leastGain
            else { break }
            let fault = faults.remove(at: best)
            shown.formUnion(fault.modules)
            rest -= fault.modules.count
            left[fault.block] += 1
        }
        guard !shown.isEmpty else { return face }
        return LogoFace(rows: face.rows, columns: face.columns, seat: face.seat) { row, column in
            shown.contains(row * face.columns + column) ? nil : face.darkShare(row: row, column: column)
        }
    }

    /// The wrong codewords that can be mended, in the order of placement.
    private func faults(_ face: LogoFace, _ cover: LogoCover, _ matrix: ModuleMatrix) -> [Fault] {
        var faults = [Fault?](repeating: nil, count: cover.map.layout.codewordCount)
        for row in 0..<face.rows {
            for column in 0..<face.columns {
                let (symbolRow, symbolColumn) = (
                    cover.place.rows.lowerBound + row, cover.place.columns.lowerBound + column
                )
                guard let isDark = face.isDark(row: row, column: column),
                    isDark != matrix.isDark(row: symbolRow, column: symbolColumn),
                    case .codeword(let codeword, _) = cover.map.purpose(row: symbolRow, column: symbolColumn)
                else { continue }
                var fault = faults[codeword.sequence] ?? Fault(block: codeword.block)
                fault.modules.append(row * face.columns + column)
                fault.isMendable = fault.isMendable && modules.hides(row: row, column: column)
                faults[codeword.sequence] = fault
            }
        }
        return faults.compactMap(\.self).filter(\.isMendable)
    }
}

extension LogoFace {
    /// Whether a module and those around it in the rectangle are light to nearly all readers.
    fileprivate func isLight(around row: Int, _ column: Int) -> Bool {
        (max(0, row - 1)..<min(rows, row + 2)).allSatisfy { row in
            (max(0, column - 1)..<min(columns, column + 2)).allSatisfy { column in
                (darkShare(row: row, column: column) ?? 0) <= Self.hardlyDark
            }
        }
    }

    /// One reading in ten: the edge of a letter a module away.
    private static let hardlyDark = 0.1
}
