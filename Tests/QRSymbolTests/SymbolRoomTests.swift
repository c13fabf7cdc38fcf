import Support
import Testing

@testable import QRSymbol

@Suite struct SymbolRoomTests {
    @Test("The room of a known text is what the standard's tables leave")
    func known() throws {
        var room = SymbolRoom()
        // 16 letters: 4 bits of mode, 9 of count, 88 of text, of the 128 bits of version 1-M.
        let one = try room.room(for: Array("HTTPS://EX.CN/A1".utf8), level: .medium)
        #expect(one == (1, 27))
        // 14 bytes: 4, 8 and 112, of the same 128.
        let other = try room.room(for: Array("https://ex.cn/".utf8), level: .medium)
        #expect(other == (1, 4))
    }

    @Test("The version is the encoder's, and a byte more than is free takes the next")
    func agrees() throws {
        var generator = SplitMix64.forTests()
        var room = SymbolRoom()
        var encoder = BulkEncoder()
        for _ in 0..<30 {
            // Lower-case letters stay bytes, whatever is beside them.
            let count = Int.random(in: 1...120, using: &generator)
            let level = CorrectionLevel.allCases.randomElement(using: &generator) ?? .low
            let text = (0..<count).map { _ in UInt8.random(in: 97...122, using: &generator) }
            let (version, free) = try room.room(for: text, level: level)
            let full = text + Array(repeating: UInt8(ascii: "x"), count: free / 8)
            #expect(try encoder.encode(text, level: level).version == version, "seed \(generator.seed)")
            #expect(try encoder.encode(full, level: level).version == version, "seed \(generator.seed)")
            let next = try encoder.encode(full + [120], level: level).version
            #expect(next == version + 1, "seed \(generator.seed)")
        }
    }
}
