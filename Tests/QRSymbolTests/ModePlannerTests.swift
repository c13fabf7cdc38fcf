import Support
import Testing

@testable import QRSymbol

@Suite struct ModePlannerTests {
    @Test("No other division of a short text needs fewer bits", arguments: [false, true])
    func isOptimal(isFNC1: Bool) throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        let alphabet = Array("0123456789AB:%\u{1D}a茶点é".unicodeScalars)
        for _ in 0..<150 {
            let scalars = (0..<Int.random(in: 1...7, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? "0"
            }
            let text = String(String.UnicodeScalarView(scalars))
            let planner = planner(text, isFNC1: isFNC1)
            for classes in [VersionClass.full(.medium), VersionClass.micro(.low)] {
                let found = planner.plan(for: classes, minimumVersion: 1, prefixBitCount: 0)
                guard let plan = found.plan else { continue }
                let versions = try #require(classes.first { $0.versions.contains(plan.version) })
                let best = fewestBits(planner.characters[...], versions, isFNC1: isFNC1)
                #expect(plan.bitCount == best, "\(scalars), seed \(seed)")
            }
        }
    }

    @Test("Without Kanji and FNC1 it divides as well as the segmentation of bytes")
    func agreesWithSegmentation() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        for run in 0..<150 {
            let bytes = RandomBytes.mixture(count: 1 + run * 5, using: &generator)
            let plan = try Segmentation(of: bytes, level: .quartile, minimumVersion: 1)
            let order = EncodingOrder(.bytes(bytes), level: .quartile)
            let other = try order.plan(bytes, DataCharacter.bytes(bytes))
            #expect(other.bitCount == plan.bitCount && other.version == plan.version, "seed \(seed)")
            #expect(other.pieces.flatMap(\.bytes) == bytes)
        }
    }

    @Test("A stretch that fills a number of bits is the longest that does")
    func fills() throws {
        let text = "https://q.example/0123456789012345点茶点茶ABCDEF"
        let planner = planner(text, isFNC1: false)
        let versions = try #require(VersionClass.full(.low).first)
        for capacity in [0, 11, 12, 20, 100, 163, 164, 300, 1_000] {
            let filled = planner.fill(from: 0, for: versions, capacity: capacity)
            let count = (0...planner.characters.count).last {
                fewestBits(within: capacity, planner, count: $0, versions)
            }
            #expect(filled.end == count, "\(capacity) bits")
            #expect(filled.bitCount <= capacity)
        }
    }

    private func planner(_ text: String, isFNC1: Bool) -> ModePlanner {
        ModePlanner(
            bytes: Array(text.utf8), characters: DataCharacter.scalars(of: text), isFNC1: isFNC1,
            allowsKanji: true)
    }

    private func fewestBits(
        within capacity: Int, _ planner: ModePlanner, count: Int, _ versions: VersionClass
    ) -> Bool {
        guard count > 0 else { return true }
        let start = ModePlanner(
            bytes: planner.bytes, characters: Array(planner.characters.prefix(count)), isFNC1: false,
            allowsKanji: true)
        let bits = start.plan(for: [versions], minimumVersion: 1, prefixBitCount: 0).bitCount
        return (bits ?? 0) <= capacity
    }

    /// Tries every division: the first segment takes 1 to all characters in every mode that can hold them.
    private func fewestBits(
        _ characters: ArraySlice<DataCharacter>, _ versions: VersionClass, isFNC1: Bool
    ) -> Int {
        guard !characters.isEmpty else { return 0 }
        var best = Int.max / 2
        for length in 1...characters.count {
            for mode in DataMode.allCases {
                let costs = characters.prefix(length).compactMap { $0.plainSixths(mode, isFNC1: isFNC1) }
                guard costs.count == length, let header = versions.headerBitCount(mode) else { continue }
                let rest = fewestBits(characters.dropFirst(length), versions, isFNC1: isFNC1)
                best = min(best, header + (costs.reduce(0, +) + 5) / 6 + rest)
            }
        }
        return best
    }
}

extension DataCharacter {
    /// The standard's costs once more, in other words.
    fileprivate func plainSixths(_ mode: DataMode, isFNC1: Bool) -> Int? {
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
        switch (mode, byte) {
        case (.numeric, .some(0x30...0x39)): return 20
        case (.alphanumeric, .some(0x25)) where isFNC1: return 66
        case (.alphanumeric, .some(0x1D)) where isFNC1: return isSeparatorBeforePercent ? nil : 33
        case (.alphanumeric, .some(let byte)): return alphabet.contains(byte) ? 33 : nil
        case (.byte, _): return range.count * 48
        case (.kanji, nil): return kanji == nil ? nil : 78
        default: return nil
        }
    }
}
