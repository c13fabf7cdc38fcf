import QRSymbol
import Support
import Testing

@Suite struct SymbolInspectionTests {
    private func modules(of symbol: Symbol) -> [Bool] {
        (0..<symbol.size).flatMap { row in
            (0..<symbol.size).map { symbol.isDark(row: row, column: $0) }
        }
    }

    @Test("A clean symbol of every version and level is read as what it is", arguments: Symbol.versions)
    func readsClean(version: Int) throws {
        for level in CorrectionLevel.allCases {
            let symbol = try Symbol(encoding: "Tessera 12345 清泉", level: level, minimumVersion: version)
            let read = try SymbolInspection(modules: modules(of: symbol), size: symbol.size)
            #expect(read.version == symbol.version && read.level == level && read.mask == symbol.mask)
            #expect(read.text == symbol.payload)
            #expect(read.wrongModules.isEmpty && read.wrongCodewordCount == 0)
            #expect(read.formatWrongBits == [0, 0])
            #expect(read.versionWrongBits == (symbol.version >= 7 ? [0, 0] : []))
            let layout = BlockLayout(version: symbol.version, level: level)
            #expect(read.damageLeft == layout.correctableCount)
            #expect(read.blocks.map(\.codewordCount).reduce(0, +) == layout.codewordCount)
        }
    }

    @Test("What other modes hold is read as readers report it", arguments: [1, 12, 30])
    func readsModes(version: Int) throws {
        let orders = try [
            EncodingOrder(.text("東京都 A1 茶"), minimumVersion: version, allowsKanji: true),
            EncodingOrder(.text("é"), minimumVersion: version, channel: .latin1),
            EncodingOrder(
                .text("10BATCH%7\u{1D}3714"), minimumVersion: version, functionCharacter: .gs1),
            EncodingOrder(
                .text("AB1"), minimumVersion: version, functionCharacter: .industry(.init(parsing: "07"))),
            EncodingOrder(
                .text("AB1"), minimumVersion: version, functionCharacter: .industry(.init(parsing: "k"))),
        ]
        for order in orders {
            let symbol = try Symbol(order)
            #expect(!symbol.features.isEmpty)
            let read = try SymbolInspection(modules: modules(of: symbol), size: symbol.size)
            #expect(read.text == symbol.transmitted)
        }
    }

    @Test("Wrong modules are counted to the codeword, block by block, until the text is lost")
    func countsDamage() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(
            encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB", level: .quartile, minimumVersion: 8)
        let map = CodewordMap(version: symbol.version, level: symbol.level)
        let capacity = map.layout.correctableCount
        for wrong in [1, capacity, capacity + 1] {
            var damaged = modules(of: symbol)
            let indices = Set(
                (0..<map.layout.correctionCountPerBlock).shuffled(using: &generator).prefix(wrong))
            for place in damaged.indices {
                guard
                    case .codeword(let codeword, bit: 3) = map.purpose(
                        row: place / map.size, column: place % map.size),
                    codeword.block == 2, indices.contains(codeword.indexInBlock)
                else { continue }
                damaged[place].toggle()
            }
            let read = try SymbolInspection(modules: damaged, size: symbol.size)
            let isLost = wrong > capacity
            #expect(read.blocks[2].wrongCount == (isLost ? nil : wrong), "seed \(generator.seed)")
            #expect(read.damageLeft == (isLost ? nil : capacity - wrong))
            #expect(read.text == (isLost ? nil : symbol.payload))
            #expect(read.blocks.enumerated().allSatisfy { $0.offset == 2 || $0.element.wrongCount == 0 })
        }
    }

    @Test("Wrong modules of the fixed patterns are counted by pattern")
    func countsFixedPatterns() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M", level: .medium, minimumVersion: 7)
        var damaged = modules(of: symbol)
        let size = symbol.size
        for (row, column) in [(0, 0), (3, size - 2), (6, 10), (10, 6), (22, 22), (8, 2), (0, size - 9)] {
            damaged[row * size + column].toggle()
        }
        let read = try SymbolInspection(modules: damaged, size: size)
        #expect(
            read.wrongModules == [.finder: 2, .timing: 2, .alignment: 1, .format: 1, .version: 1])
        #expect(read.wrongFixedModuleCount == 5)
        #expect(read.formatWrongBits == [1, 0] && read.versionWrongBits == [1, 0])
        #expect(read.text == symbol.payload)
        // The corner of a finder is left out: round ones have none.
        #expect(SymbolInspection.wrongGuideModuleCount(of: damaged, size: size) == 3)
    }

    @Test(
        "Format information with more than three wrong bits in both copies is refused, one good copy is enough"
    )
    func refusesFormat() throws {
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M", level: .medium)
        let size = symbol.size
        var damaged = modules(of: symbol)
        for column in 0...5 { damaged[8 * size + column] = false }
        for row in 0...5 { damaged[row * size + 8] = false }
        #expect(try SymbolInspection(modules: damaged, size: size).level == .medium)
        for column in size - 8..<size { damaged[8 * size + column] = true }
        for row in size - 7..<size { damaged[row * size + 8] = true }
        #expect(throws: SymbolInspection.InspectionError.format) {
            try SymbolInspection(modules: damaged, size: size)
        }
    }

    @Test("However many modules are wrong, a text is the right one or none")
    func neverMisreads() throws {
        var generator = SplitMix64.forTests()
        let symbol = try Symbol(encoding: "HTTPS://Q.EXAMPLE/C/7K4M9TX2RB", level: .high, minimumVersion: 7)
        let clean = modules(of: symbol)
        var (read, lost) = (0, 0)
        for share in stride(from: 0.0, through: 0.3, by: 0.005) {
            let damaged = clean.map { $0 != (Double.random(in: 0..<1, using: &generator) < share) }
            guard let inspection = try? SymbolInspection(modules: damaged, size: symbol.size),
                let text = inspection.text
            else {
                lost += 1
                continue
            }
            read += 1
            #expect(text == symbol.payload, "share \(share), seed \(generator.seed)")
        }
        #expect(read > 3 && lost > 3, "\(read) read, \(lost) lost")
    }

    @Test("Sizes of no version and version information of another are refused")
    func refusesSizes() throws {
        #expect(throws: SymbolInspection.InspectionError.size(22, moduleCount: 484)) {
            try SymbolInspection(modules: Array(repeating: false, count: 484), size: 22)
        }
        #expect(throws: SymbolInspection.InspectionError.size(21, moduleCount: 440)) {
            try SymbolInspection(modules: Array(repeating: false, count: 440), size: 21)
        }
        let symbol = try Symbol(encoding: "A", level: .low, minimumVersion: 7)
        let other = try Symbol(encoding: "A", level: .low, minimumVersion: 9)
        var mixed = modules(of: symbol)
        let (size, otherSize) = (symbol.size, other.size)
        for bit in 0..<18 {
            let (long, short) = (bit / 3, bit % 3)
            let top = other.isDark(row: long, column: otherSize - 11 + short)
            mixed[long * size + size - 11 + short] = top
            mixed[(size - 11 + short) * size + long] = top
        }
        #expect(throws: SymbolInspection.InspectionError.version(bySize: 7, stated: 9)) {
            try SymbolInspection(modules: mixed, size: size)
        }
    }
}
