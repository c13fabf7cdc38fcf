import QRSymbol
import Support
import Testing

@testable import Artwork

@Suite struct CodewordHeatTests {
    static func modules(of symbol: Symbol) -> [Bool] {
        (0..<symbol.size * symbol.size).map {
            symbol.isDark(row: $0 / symbol.size, column: $0 % symbol.size)
        }
    }

    static func heat(_ modules: [Bool], _ size: Int, logo: LogoPlace? = nil) throws -> CodewordHeat {
        let inspection = try SymbolInspection(modules: modules, size: size)
        return CodewordHeat(inspection, covers: modules.map { $0 ? 1 : 0 }) { row, column in
            logo?.contains(row: row, column: column) ?? false
        }
    }

    @Test("Just the codewords whose modules were flipped are wrong, in every block")
    func flipped() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(encoding: "https://qingquan.example/p/7K4M9TX2RB?s=3", level: .quartile)
        let map = CodewordMap(version: symbol.version, level: .quartile)
        for _ in 0..<8 {
            var modules = Self.modules(of: symbol)
            var flipped: Set<CodewordMap.Codeword> = []
            // One bit of some codewords, which no block bears more than it can of.
            for _ in 0..<6 {
                let place = Int.random(in: modules.indices, using: &generator)
                let purpose = map.purpose(row: place / map.size, column: place % map.size)
                guard case .codeword(let codeword, _) = purpose, flipped.insert(codeword).inserted else {
                    continue
                }
                modules[place].toggle()
            }
            let heat = try Self.heat(modules, symbol.size)
            for place in modules.indices {
                let purpose = map.purpose(row: place / map.size, column: place % map.size)
                var expected = CodewordHeat.State.fixed
                if case .codeword(let codeword, _) = purpose {
                    expected = flipped.contains(codeword) ? .wrong : .right
                }
                #expect(heat.states[place] == expected, "seed \(generator.seed)")
            }
            #expect(heat.counts.first { $0.state == .wrong }?.codewords == flipped.count)
        }
    }

    @Test("Right codewords under the logo are free, those of a block beyond correction are lost")
    func freeAndLost() throws {
        let symbol = try Symbol(encoding: "HTTPS://EX.CN/A1", level: .low)
        var modules = Self.modules(of: symbol)
        let middle = LogoPlace(rows: 9..<12, columns: 9..<12)
        let heat = try Self.heat(modules, 21, logo: middle)
        #expect(heat.states[10 * 21 + 10] == .free && heat.states[0] == .fixed)
        #expect(heat.states.contains(.right) && !heat.states.contains(.wrong))
        for place in modules.indices where (9..<12).contains(place / 21) { modules[place].toggle() }
        let lost = try Self.heat(modules, 21)
        #expect(Set(lost.states) == [.fixed, .lost] && lost.isDark == modules)
    }

    @Test("A module between dark and light makes its codeword weak")
    func weak() throws {
        let symbol = try Symbol(encoding: "HTTPS://EX.CN/A1", level: .low)
        let modules = Self.modules(of: symbol)
        var covers = modules.map { $0 ? 1.0 : 0.0 }
        let place = 10 * 21 + 10
        covers[place] = modules[place] ? 0.6 : 0.4
        let heat = CodewordHeat(try SymbolInspection(modules: modules, size: 21), covers: covers)
        #expect(heat.states[place] == .weak && heat.counts.first { $0.state == .weak }?.codewords == 1)
    }

    @Test("The map is drawn module by module, and its letters read back")
    func drawing() throws {
        let symbol = try Symbol(encoding: "HTTPS://EX.CN/A1", level: .high)
        var modules = Self.modules(of: symbol)
        let size = symbol.size
        modules[12 * size + 12].toggle()
        let heat = try Self.heat(modules, size)
        let svg = #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\#(heat.svg)</svg>"#
        let side = (size + 2 * CodewordHeat.margin) * 10
        let raster = try SVGRasterizer.render(Array(svg.utf8), width: side)
        for place in modules.indices {
            let (row, column) = (place / size, place % size)
            let start =
                ((row + CodewordHeat.margin) * 10 + 5) * side + (column + CodewordHeat.margin) * 10 + 5
            let pixel = raster.pixels[start * 3..<start * 3 + 3].map(\.self)
            let colours = heat.states[place].colours
            let color = try Color(parsing: modules[place] ? colours.dark : colours.light)
            #expect(pixel == [color.red, color.green, color.blue], "row \(row), column \(column)")
        }
        #expect(heat.rows.count == size && heat.rows[0].hasPrefix("FFFFFFFf"))
    }
}
