import Support
import Testing

@testable import tessera

@Suite struct KeyDecoderTests {
    private func keys(_ text: String) -> [Key] {
        var decoder = KeyDecoder()
        return decoder.take(Array(text.utf8), at: 0)
    }

    @Test(
        "A key is known by the bytes of every common terminal",
        arguments: [
            ("a", Key.character("a")), ("\r", .enter), ("\n", .enter), ("\t", .enter), ("\u{7F}", .backspace),
            ("\u{8}", .backspace), ("\u{1B}OQ", .function(2)), ("\u{1B}[12~", .function(2)),
            ("\u{1B}[[B", .function(2)), ("\u{1B}[1;2Q", .function(2)), ("\u{1B}[21~", .function(10)),
            ("\u{1B}[12;5~", .function(2)), ("\u{4}", .control("d")), ("\u{1D}", .character("\u{1D}")),
            ("\u{1B}[200~A\r\u{1B}[201~", .pasted("A\r")), ("券", .character("券")),
        ])
    func known(bytes: String, key: Key) {
        #expect(keys(bytes) == [key])
    }

    @Test(
        "What is no key of the till leaves no text behind",
        arguments: [
            "\u{1B}[A", "\u{1B}[200;1H", "\u{1B}]0;title\u{7}", "\u{1B}P1$r\u{1B}\\", "\u{1B}[<0;1;2M",
            "\u{85}",
        ])
    func passedOver(bytes: String) {
        #expect(keys(bytes + "x") == [.character("x")])
    }

    @Test("An escape byte that nothing follows is the key, after its time only") func escape() {
        var decoder = KeyDecoder()
        #expect(decoder.take([0x1B], at: 100) == [])
        #expect(decoder.tick(at: 100 + KeyDecoder.escapeMilliseconds - 1) == [])
        #expect(decoder.tick(at: 100 + KeyDecoder.escapeMilliseconds) == [.escape])
        #expect(decoder.deadline == nil)
    }

    @Test(
        "A character that breaks off takes nothing with it",
        arguments: [[0xE5, 0x88], [0xFF], [0xC0], [0xED, 0xA0, 0x80]] as [[UInt8]])
    func broken(bytes: [UInt8]) {
        var decoder = KeyDecoder()
        #expect(decoder.take(bytes + Array("x".utf8), at: 0).last == .character("x"))
    }

    @Test("However bytes are cut into pieces, the keys are the same") func pieces() {
        var random = SplitMix64.forTests()
        let pool = [
            "A", "7", "券", "😀", "\u{1B}[12~", "\u{1B}OP", "\r", "\u{1B}[200~x y\u{1B}[201~", "\u{1B}[1;5C",
            "\u{7F}",
        ]
        for _ in 0..<300 {
            let parts = (0..<Int.random(in: 1...12, using: &random)).map { _ in
                pool.randomElement(using: &random) ?? ""
            }
            let bytes = Array(parts.joined().utf8)
            var whole = KeyDecoder()
            var cut = KeyDecoder()
            let expected = whole.take(bytes, at: 0)
            var found: [Key] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...3, using: &random)
                found += cut.take(rest.prefix(count), at: 0)
                rest = rest.dropFirst(count)
            }
            #expect(found == expected, "seed \(random.seed): \(parts)")
        }
    }

    @Test("No bytes, however hostile, make it keep more than its limits") func hostile() {
        var random = SplitMix64.forTests()
        var decoder = KeyDecoder()
        _ = decoder.take(Array("\u{1B}[200~".utf8) + [UInt8](repeating: 0x41, count: 100_000), at: 0)
        let keys = decoder.take(Array("\u{1B}[201~".utf8), at: 0)
        guard case .pasted(let text)? = keys.last else {
            Issue.record("nothing was pasted")
            return
        }
        #expect(text.utf8.count <= KeyDecoder.maximumPasteBytes + 16)
        for _ in 0..<20_000 { _ = decoder.take([UInt8.random(in: 0...255, using: &random)], at: 0) }
        _ = decoder.take(Array("\u{7}\u{1B}[201~\u{1B}\\".utf8), at: 0)
        #expect(decoder.take(Array("Q".utf8), at: 9).last == .character("Q"), "seed \(random.seed)")
    }
}
