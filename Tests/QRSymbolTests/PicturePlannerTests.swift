import Support
import Testing

@testable import QRSymbol

@Suite struct PicturePlannerTests {
    private static let link = Array("HTTPS://T.QINGQUAN.EXAMPLE/C/7K3M-9QXR-2VHD4".utf8)

    /// Soft hills of light and dark.
    private struct Hills {
        let seed: UInt64

        func face(size: Int) -> LogoFace {
            var generator = SplitMix64(seed: seed)
            let waves = (0..<5).map { _ in
                (Double.random(in: 3...12, using: &generator), Double.random(in: 0..<6.3, using: &generator))
            }
            return LogoFace(rows: size, columns: size) { row, column in
                let value = waves.enumerated().reduce(0.0) { sum, wave in
                    let along = wave.offset % 2 == 0 ? row : column
                    // A triangle wave: no library's sine, whose last digit may differ.
                    let phase = Double(along) / wave.element.0 + wave.element.1
                    return sum + abs((phase - phase.rounded(.down)) * 2 - 1) - 0.5
                }
                return 0.5 + value / 3
            }
        }
    }

    @Test("Every symbol for a picture holds its text, without an error that correction would have to pay for")
    func holdsText() throws {
        var generator = SplitMix64.forTests()
        for number in 0..<24 {
            let text = RandomBytes.mixture(
                count: Int.random(in: 1...90, using: &generator), using: &generator)
            let hills = Hills(seed: generator.next())
            let level = try #require(CorrectionLevel.allCases.randomElement(using: &generator))
            let steps = Int.random(in: 0...5, using: &generator)
            let comment: Comment = "case \(number), seed \(generator.seed)"
            let symbols = try PicturePlanner(
                .init(level: level, versionSteps: steps), face: hills.face
            ).symbols(text)
            #expect(Set(symbols.map(\.symbol.mask)).count == 8, comment)
            for one in symbols.prefix(2) {
                let plain = CodewordReader(one.symbol)
                #expect(plain.isCorrect && plain.payload == text, comment)
                #expect(one.symbol.level == level, comment)
            }
            let smallest = try Symbol(encoding: text, level: level).version
            #expect(symbols[0].symbol.version == min(smallest + steps, 40), comment)
        }
    }

    @Test(
        "Free codewords are spent on the picture: most modules agree with it, of a plain symbol half of them")
    func agrees() throws {
        let hills = Hills(seed: 11)
        let planner = PicturePlanner(face: hills.face)
        let best = try planner.symbols(Self.link)[0]
        let plain = try Symbol(encoding: Self.link, level: .low, minimumVersion: best.symbol.version)
        let other = PicturedSymbol(plain, face: hills.face(size: plain.size))
        #expect(best.agreement > 0.8)
        #expect((0.4...0.6).contains(other.agreement))
        #expect(best.damagedPerBlock.reduce(0, +) < other.damagedPerBlock.reduce(0, +))
    }

    @Test("Symbols come in the order of what they show of the picture, the same every time")
    func ordered() throws {
        let planner = PicturePlanner(face: Hills(seed: 3).face)
        let symbols = try planner.symbols(Self.link)
        #expect(symbols == (try planner.symbols(Self.link)))
        #expect(zip(symbols, symbols.dropFirst()).allSatisfy { $0.agreement >= $1.agreement })
    }

    @Test("The damage count is that of a symbol whose modules are all painted over with the picture")
    func damage() throws {
        let face = Hills(seed: 29).face(size: 33)
        let symbol = try Symbol(encoding: Self.link, level: .medium, minimumVersion: 4)
        var matrix = ModuleMatrix(symbol)
        let map = CodewordMap(version: 4, level: .medium)
        for row in 0..<33 {
            for column in 0..<33 {
                guard case .codeword = map.purpose(row: row, column: column) else { continue }
                let bit = UInt64(1) << UInt64(column)
                let isDark = face.isDark(row: row, column: column) == true
                matrix.words[row] = isDark ? matrix.words[row] | bit : matrix.words[row] & ~bit
            }
        }
        let (right, seen) = (
            CodewordReader(symbol).blocks, CodewordReader(matrix, level: .medium).blocks
        )
        let wrong = zip(right, seen).map { zip($0, $1).count { $0 != $1 } }
        #expect(PicturedSymbol(symbol, face: face).damagedPerBlock == wrong)
    }
}
