import Support
import Testing

@testable import QRSymbol

// One at a time: plans take a processor each, and others test how long things take.
@Suite(.serialized) struct LogoPlannerTests {
    private static let link = Array("HTTPS://Q.QINGQUAN.EXAMPLE/C/7K4M9TX2RB31AP0".utf8)

    /// A logo of random spots on light ground, of which readers see some doubtfully.
    private struct Spots {
        let isRound: Bool
        let seed: UInt64

        func face(rows: Int, columns: Int) -> LogoFace {
            var generator = SplitMix64(seed: seed)
            let shares = (0..<rows * columns).map { _ -> Double in
                switch Int.random(in: 0..<8, using: &generator) {
                case 0: Double.random(in: 0.1...0.9, using: &generator)
                case 1...3: 1
                default: 0
                }
            }
            return LogoFace(rows: rows, columns: columns) { row, column in
                let (y, x) = (
                    Double(2 * row + 1) / Double(rows) - 1, Double(2 * column + 1) / Double(columns) - 1
                )
                return isRound && x * x + y * y > 1.2 ? nil : shares[row * columns + column]
            }
        }
    }

    /// The codewords as a reader finds them that sees every hidden module as most readings do.
    private func seen(_ planned: PlannedSymbol, _ face: LogoFace) -> [[UInt8]] {
        var matrix = ModuleMatrix(planned.symbol)
        let place = planned.area.place
        for (faceRow, row) in place.rows.enumerated() {
            for (faceColumn, column) in place.columns.enumerated() {
                guard planned.area.hides(row: row, column: column),
                    let isDark = face.isDark(row: faceRow, column: faceColumn)
                else { continue }
                let (word, bit) = (row * matrix.wordsPerRow + column / 64, UInt64(1) << UInt64(column % 64))
                matrix.words[word] = isDark ? matrix.words[word] | bit : matrix.words[word] & ~bit
            }
        }
        return CodewordReader(matrix, level: planned.symbol.level).blocks
    }

    @Test(
        "Every planned symbol holds its text, and every block is read through the logo with corrections left")
    func reads() throws {
        var generator = SplitMix64.forTests()
        var planned = 0
        for number in 0..<80 {
            let text = RandomBytes.mixture(
                count: Int.random(in: 8...60, using: &generator), using: &generator)
            let spots = Spots(isRound: Bool.random(using: &generator), seed: generator.next())
            let wish = LogoWish(
                percent: Double(Int.random(in: 4...26, using: &generator)),
                aspect: Double.random(in: 0.5...2.5, using: &generator),
                versionSteps: Int.random(in: 0...5, using: &generator))
            let comment: Comment = "case \(number), seed \(generator.seed)"
            let one: PlannedSymbol
            do {
                one = try LogoPlanner(wish, effort: .quick, face: spots.face).symbols(text)[0]
            } catch LogoArea.PlanningError.tooMuch(let percent, let largest, _) {
                #expect(percent == wish.percent && (largest ?? 0) < percent, comment)
                continue
            }
            planned += 1
            let plain = CodewordReader(one.symbol)
            #expect(plain.isCorrect && plain.payload == text, comment)
            let face = spots.face(rows: one.area.place.rows.count, columns: one.area.place.columns.count)
            let layout = BlockLayout(version: one.symbol.version, level: one.symbol.level)
            for (block, codewords) in seen(one, face).enumerated() {
                let wrong = zip(codewords, plain.blocks[block]).count { $0 != $1 }
                #expect(wrong <= layout.correctableCount, comment)
            }
            // A round logo leaves its rectangle's corners to the symbol.
            #expect(spots.isRound || one.area.percent >= wish.percent - 0.05, comment)
            #expect(one.area.damageLeft >= 1, comment)
        }
        #expect(planned > 30, "\(planned) of 80 were possible, seed \(generator.seed)")
    }

    @Test("A quarter of a symbol can be hidden, which no level corrects by itself")
    func quarter() throws {
        let spots = Spots(isRound: false, seed: 5)
        for percent in [12.0, 25] {
            let one = try LogoPlanner(LogoWish(percent: percent), face: spots.face).symbols(Self.link)[0]
            #expect((percent - 0.05...percent + 1.5).contains(one.area.percent))
            #expect(one.area.damageLeft >= 1)
            #expect(CodewordReader(one.symbol).payload == Self.link)
        }
    }

    @Test("Fixed patterns that every reader needs are never hidden, nor the last alignment pattern")
    func patterns() throws {
        let spots = Spots(isRound: false, seed: 9)
        for percent in [8.0, 18] {
            for one in try LogoPlanner(LogoWish(percent: percent), face: spots.face).symbols(
                Self.link, count: 8)
            {
                let map = CodewordMap(version: one.symbol.version, level: one.symbol.level)
                let face = spots.face(rows: one.area.place.rows.count, columns: one.area.place.columns.count)
                #expect(face.rows == one.area.place.rows.count && one.area.turn == one.symbol.turn)
                let hidden = (0..<map.size * map.size).filter { module in
                    let (row, column) = (module / map.size, module % map.size)
                    return one.area.turn == .left
                        ? one.area.hides(row: map.size - 1 - column, column: row)
                        : one.area.hides(row: row, column: column)
                }
                let last = map.size - 7
                for module in hidden {
                    let (row, column) = (module / map.size, module % map.size)
                    if case .function(let function) = map.purpose(row: row, column: column) {
                        #expect(function == .alignment)
                    }
                    #expect((row, column) != (last, last))
                }
            }
        }
    }

    @Test(
        "A wide logo lies on a turned symbol where an upright one cannot bear it, and on an upright one where that is wished"
    )
    func turned() throws {
        let spots = Spots(isRound: false, seed: 13)
        var wish = LogoWish(percent: 30, aspect: 2.4)
        let best = try LogoPlanner(wish, face: spots.face).symbols(Self.link)[0]
        #expect(best.symbol.turn == .left && best.area.turn == .left)
        #expect(best.area.place.columns.count > best.area.place.rows.count)
        wish.position = .upright
        let refusal = #expect(throws: LogoArea.PlanningError.self) {
            try LogoPlanner(wish, face: spots.face).symbols(Self.link)
        }
        guard case .tooMuch(30, let largest?, let remedies) = refusal else {
            Issue.record("refused for its share, with the largest that is possible: \(refusal as Any)")
            return
        }
        #expect(largest < 30 && remedies.contains(.otherPlace))
        wish.percent = largest
        let upright = try LogoPlanner(wish, face: spots.face).symbols(Self.link)[0]
        #expect(upright.symbol.turn == .upright && upright.area.turn == .upright)
        for one in [best, upright] {
            #expect(CodewordReader(one.symbol).payload == Self.link)
            let face = spots.face(rows: one.area.place.rows.count, columns: one.area.place.columns.count)
            let layout = BlockLayout(version: one.symbol.version, level: one.symbol.level)
            let wrong = zip(seen(one, face), CodewordReader(one.symbol).blocks).map { seen, right in
                zip(seen, right).count { $0 != $1 }
            }
            #expect(wrong.allSatisfy { $0 < layout.correctableCount })
        }
    }

    @Test("Every symbol of a batch that is planned turned lies so, too")
    func turnedBatch() throws {
        let spots = Spots(isRound: false, seed: 13)
        let plan = try LogoPlanner(LogoWish(percent: 22, aspect: 2.4), face: spots.face).plan(Self.link)
        #expect(plan.area.turn == .left)
        var encoder = LogoPlan.Encoder(plan)
        let text = Array("HTTPS://Q.QINGQUAN.EXAMPLE/C/ABCDEFGHJKMNPQR".utf8)
        let (matrix, area) = try encoder.encode(text)
        #expect(matrix.turn == .left && area.turn == .left && area.place == plan.area.place)
        let symbol = Symbol(matrix, payload: text)
        #expect(symbol.turn == .left && symbol.level == plan.area.level && symbol.mask == matrix.mask)
        #expect(ModuleMatrix(symbol) == matrix)
        #expect(CodewordReader(symbol).payload == text)
    }

    @Test("The same wish has the same plan")
    func deterministic() throws {
        let planner = LogoPlanner(
            LogoWish(percent: 20), effort: .quick, face: Spots(isRound: true, seed: 1).face)
        #expect(try planner.symbols(Self.link, count: 4) == planner.symbols(Self.link, count: 4))
    }

    @Test("A logo in the middle is in the middle, and a least level is kept")
    func wishes() throws {
        let spots = Spots(isRound: false, seed: 3)
        let wish = LogoWish(percent: 9, level: .quartile, minimumVersion: 5, position: .center)
        let one = try LogoPlanner(wish, effort: .quick, face: spots.face).symbols(Self.link)[0]
        let (rows, size) = (one.area.place.rows, one.symbol.size)
        #expect(abs(rows.lowerBound - (size - rows.upperBound)) <= 1)
        #expect(one.symbol.level.strength >= CorrectionLevel.quartile.strength && one.symbol.version >= 5)
    }

    @Test("What is too much is refused with the largest share that is not, and what would help")
    func refusal() throws {
        let spots = Spots(isRound: false, seed: 7)
        let text = Array(String(repeating: "https://q.example/", count: 5).utf8)
        let wish = LogoWish(percent: 24, versionSteps: 0, position: .center)
        do {
            _ = try LogoPlanner(wish, effort: .quick, face: spots.face).symbols(text)
            Issue.record("a quarter of a full symbol cannot be hidden")
        } catch LogoArea.PlanningError.tooMuch(let percent, let largest, let remedies) {
            #expect(percent == 24)
            let possible = try #require(largest)
            #expect(possible < 24)
            #expect(!remedies.isEmpty)
            var smaller = wish
            smaller.percent = possible
            #expect(try !LogoPlanner(smaller, effort: .quick, face: spots.face).symbols(text).isEmpty)
        }
    }

    @Test("One plan serves every text of a batch, and promises no more than the worst of them has")
    func batch() throws {
        var generator = SplitMix64.forTests()
        let spots = Spots(isRound: false, seed: 11)
        let plan = try LogoPlanner(LogoWish(percent: 12), face: spots.face).plan(Self.link)
        var encoder = LogoPlan.Encoder(plan)
        var worst = Int.max
        for number in 0..<200 {
            let text =
                Array("HTTPS://Q.QINGQUAN.EXAMPLE/C/".utf8)
                + (0..<15).map { _ in UInt8.random(in: 0x41...0x5A, using: &generator) }
            let (matrix, area) = try encoder.encode(text)
            let read = CodewordReader(matrix, level: plan.area.level)
            #expect(read.isCorrect && read.payload == text, "case \(number), seed \(generator.seed)")
            #expect(matrix.version == plan.area.version && area.place == plan.area.place)
            worst = min(worst, area.damageLeft)
        }
        #expect(worst >= plan.area.damageLeft, "seed \(generator.seed)")
        #expect(throws: EncodingError.self) { try encoder.encode(Array(repeating: 0x61, count: 200)) }
    }
}
