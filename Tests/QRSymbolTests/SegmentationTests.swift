import Support
import Testing

@testable import QRSymbol

@Suite struct SegmentationTests {
    @Test("No other division of a short text needs fewer bits")
    func isOptimal() throws {
        var generator = SplitMix64.forTests()
        let seed = generator.seed
        for _ in 0..<200 {
            let count = Int.random(in: 1...7, using: &generator)
            let bytes = (0..<count).map { _ in
                Array("0123456789AB:a".utf8).randomElement(using: &generator) ?? 0
            }
            let plan = try Segmentation(of: bytes, level: .medium, minimumVersion: 1)
            let best = fewestBits(bytes[...], version: plan.version)
            #expect(plan.bitCount == best, "\(bytes), seed \(seed)")
        }
    }

    @Test(
        "Digits among upper-case letters take a mode of their own where that is shorter",
        arguments: [1, 10, 27])
    func digits(minimumVersion: Int) throws {
        for count in 0...20 {
            for (before, behind) in [("AB", ""), ("", "AB"), ("A", "BC"), ("", ""), ("ABC", "D")] {
                let text = before + String(repeating: "7", count: count) + behind
                guard !text.isEmpty else { continue }
                let plan = try Segmentation(of: Array(text.utf8), level: .low, minimumVersion: minimumVersion)
                // In three parts, each alone or with its neighbour: no other division can be the shortest.
                let (first, last) = (before.utf8.count, behind.utf8.count)
                let version = plan.version
                func bits(_ mode: SegmentMode, _ count: Int) -> Int {
                    count == 0
                        ? 0 : Segmentation.Segment(mode: mode, range: 0..<count).bitCount(version: version)
                }
                let apart = bits(.alphanumeric, first) + bits(.numeric, count) + bits(.alphanumeric, last)
                let together = bits(.alphanumeric, first + count + last)
                let bytes = bits(.byte, first + count + last)
                #expect(plan.bitCount <= min(apart, together, bytes), "\(text)")
                #expect(plan.segments.map(\.range.count).reduce(0, +) == text.utf8.count)
                if count == 20 { #expect(plan.segments.contains { $0.mode == .numeric }) }
            }
        }
    }

    @Test("Long stretches each take their own mode")
    func divides() throws {
        let text =
            "https://q.example/" + String(repeating: "7", count: 20) + String(repeating: "K", count: 20)
        let plan = try Segmentation(of: Array(text.utf8), level: .medium, minimumVersion: 1)
        #expect(plan.segments.map(\.mode) == [.byte, .numeric, .alphanumeric])
        #expect(plan.segments.map(\.range) == [0..<18, 18..<38, 38..<58])
    }

    @Test("A length between two count widths takes the version that holds its own bits")
    func crossesCountWidths() throws {
        // Version 9-L holds 230 bytes with an eight-bit count; version 10 needs sixteen bits.
        let bytes = { (count: Int) in [UInt8](repeating: 0xE6, count: count) }
        #expect(try Segmentation(of: bytes(230), level: .low, minimumVersion: 1).version == 9)
        #expect(try Segmentation(of: bytes(231), level: .low, minimumVersion: 1).version == 10)
        let wide = try Segmentation(of: bytes(1), level: .low, minimumVersion: 10)
        #expect(wide.version == 10)
        #expect(wide.bitCount == 4 + 16 + 8)
    }

    /// Tries every division: the first segment takes 1 to all bytes in every mode that can hold them.
    private func fewestBits(_ bytes: ArraySlice<UInt8>, version: Int) -> Int {
        guard !bytes.isEmpty else { return 0 }
        var best = Int.max
        for length in 1...bytes.count {
            for mode in SegmentMode.allCases {
                let costs = bytes.prefix(length).compactMap(mode.sixths(for:))
                guard costs.count == length else { continue }
                let bits = mode.headerBitCount(version: version) + (costs.reduce(0, +) + 5) / 6
                best = min(best, bits + fewestBits(bytes.dropFirst(length), version: version))
            }
        }
        return best
    }
}
