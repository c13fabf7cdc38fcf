import Support
import Testing

@testable import tessera

@Suite struct ScanAssemblerTests {
    private let code = "7K3M-9QWX-C2AC"

    /// Types a text at a pace.
    ///
    /// - Returns: What came of it, and when the last key was.
    private func type(
        _ text: String, into assembler: inout ScanAssembler, every pace: Int64, from start: Int64
    ) -> (entries: [ScanAssembler.Entry], end: Int64) {
        var entries: [ScanAssembler.Entry] = []
        var now = start
        for (place, scalar) in text.unicodeScalars.enumerated() {
            now = start + Int64(place) * pace
            let key: Key = scalar == "\r" ? .enter : .character(scalar)
            entries += assembler.take(key, at: now)
        }
        return (entries, now)
    }

    @Test("A scanner's code is whole at its Enter", arguments: [0, 1, 10, 20, 45] as [Int64])
    func withEnter(pace: Int64) {
        var assembler = ScanAssembler()
        let typed = type(code + "\r", into: &assembler, every: pace, from: 0)
        #expect(typed.entries == [.scan(code, typedBefore: "")])
    }

    @Test(
        "A scanner's code without Enter is whole after the pause, and not before",
        arguments: [0, 5, 20] as [Int64])
    func withoutEnter(pace: Int64) {
        var assembler = ScanAssembler()
        let (entries, end) = type(code, into: &assembler, every: pace, from: 0)
        #expect(entries.isEmpty)
        #expect(assembler.deadline == end + ScanAssembler.pauseMilliseconds)
        #expect(assembler.tick(at: end + ScanAssembler.pauseMilliseconds - 1) == [])
        #expect(assembler.tick(at: end + ScanAssembler.pauseMilliseconds) == [.scan(code, typedBefore: "")])
        #expect(assembler.take(.enter, at: end + 2_000) == [])
    }

    @Test("A person's line ends with Enter and never with a pause", arguments: [70, 150, 2_000] as [Int64])
    func typed(pace: Int64) {
        var assembler = ScanAssembler()
        let (entries, end) = type(code, into: &assembler, every: pace, from: 0)
        #expect(entries.isEmpty)
        #expect(assembler.tick(at: end + 60_000) == [])
        #expect(assembler.typed == code)
        #expect(assembler.take(.enter, at: end + 60_001) == [.typed(code)])
        #expect(assembler.typed.isEmpty)
    }

    @Test("What was typed and not ended stands before the scan that follows") func typedBefore() {
        var assembler = ScanAssembler()
        let (_, end) = type("128.00", into: &assembler, every: 180, from: 0)
        let scan = type(code + "\r", into: &assembler, every: 5, from: end + 900)
        #expect(scan.entries == [.scan(code, typedBefore: "128.00")])
    }

    @Test(
        "The same code again within 300 ms is a double fire, later or another one is not",
        arguments: [(0, true), (300, true), (301, false), (5_000, false)] as [(Int64, Bool)])
    func doubleFire(gap: Int64, isDouble: Bool) {
        var assembler = ScanAssembler()
        let (_, end) = type(code + "\r", into: &assembler, every: 0, from: 1_000)
        let again = type(code + "\r", into: &assembler, every: 0, from: end + gap)
        #expect(again.entries == [isDouble ? .doubled(code) : .scan(code, typedBefore: "")])
        let other = type("OTHER-CODE\r", into: &assembler, every: 0, from: end + gap)
        #expect(other.entries == [.scan("OTHER-CODE", typedBefore: "")])
    }

    @Test("A trigger that is held fires for one customer, however long") func held() {
        var assembler = ScanAssembler()
        var scans = 0
        var now: Int64 = 0
        for _ in 0..<20 {
            let fired = type(code + "\r", into: &assembler, every: 2, from: now)
            scans += fired.entries.count { if case .scan = $0 { true } else { false } }
            now = fired.end + 200
        }
        #expect(scans == 1)
    }

    @Test("A scanner without Enter that fires twice without a pause gives one code") func doubledRun() {
        var assembler = ScanAssembler()
        let (_, end) = type(code + code, into: &assembler, every: 3, from: 0)
        #expect(assembler.tick(at: end + ScanAssembler.pauseMilliseconds) == [.scan(code, typedBefore: "")])
    }

    @Test("A key that is held down is no scan") func repeatedKey() {
        var assembler = ScanAssembler()
        let (_, end) = type("00000000000000", into: &assembler, every: 30, from: 0)
        #expect(assembler.tick(at: end + 1_000) == [])
        #expect(assembler.typed == "00000000000000")
    }

    @Test("Backspace, Escape and Ctrl-U correct what was typed") func corrections() {
        var assembler = ScanAssembler()
        let (_, end) = type("12", into: &assembler, every: 200, from: 0)
        _ = assembler.take(.backspace, at: end + 300)
        #expect(assembler.typed == "1")
        #expect(assembler.take(.escape, at: end + 400) == [])
        #expect(assembler.typed.isEmpty)
        #expect(assembler.take(.escape, at: end + 500) == [.key(.escape)])
        _ = type("9", into: &assembler, every: 1, from: end + 600)
        _ = assembler.take(.control("u"), at: end + 700)
        #expect(assembler.typed.isEmpty)
    }

    @Test("A pasted text is a scan") func pasted() {
        var assembler = ScanAssembler()
        #expect(assembler.take(.pasted(code), at: 5) == [.scan(code, typedBefore: "")])
    }

    @Test("Codes of any letters at any scanner's pace come out whole, one each") func property() {
        var random = SplitMix64.forTests()
        let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ券/:.")
        for _ in 0..<500 {
            var assembler = ScanAssembler()
            let count = Int.random(in: 8...60, using: &random)
            let text = String((0..<count).map { _ in letters.randomElement(using: &random) ?? "0" })
            let half = count / 2
            guard Set(text).count >= ScanAssembler.minimumVariety, text.prefix(half) != text.suffix(half)
            else { continue }
            let hasEnter = Bool.random(using: &random)
            var now: Int64 = 0
            var entries: [ScanAssembler.Entry] = []
            for scalar in text.unicodeScalars {
                now += Int64.random(in: 0...45, using: &random)
                entries += assembler.take(.character(scalar), at: now)
            }
            entries += hasEnter ? assembler.take(.enter, at: now + 10) : assembler.tick(at: now + 120)
            #expect(entries == [.scan(text, typedBefore: "")], "seed \(random.seed)")
        }
    }
}
