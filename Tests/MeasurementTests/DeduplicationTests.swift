import Measurement
import Support
import Testing
import Vocabulary

@Suite struct DeduplicationTests {
    private static let start: Int64 = 1_795_000_000_000

    private func instant(_ offset: Int64) -> Instant {
        Instant(millisecondsSince1970: Self.start + offset)
    }

    @Test("The first scan of a visitor is unique")
    func first() {
        let (verdict, trail) = Deduplication.judge(at: instant(0), after: nil)
        #expect(verdict == .unique)
        #expect(trail == Deduplication.Trail(lastScanAt: instant(0), lastUniqueAt: instant(0)))
    }

    @Test(
        "Windows are half open: 2 seconds, 30 minutes, 24 hours",
        arguments: [
            (0, Deduplication.Verdict.doubleFire), (1_999, .doubleFire), (-1_999, .doubleFire),
            (2_000, .sameSession), (1_799_999, .sameSession), (-5_000, .sameSession),
            (1_800_000, .repeatVisit),
            (86_399_999, .repeatVisit), (86_400_000, .unique),
        ] as [(Int64, Deduplication.Verdict)])
    func windows(offset: Int64, expected: Deduplication.Verdict) {
        let trail = Deduplication.Trail(lastScanAt: instant(0), lastUniqueAt: instant(0))
        #expect(Deduplication.judge(at: instant(offset), after: trail).verdict == expected)
    }

    @Test("A visitor who comes all day is unique again after a day, however short the breaks")
    func rollingDay() {
        var trail: Deduplication.Trail?
        var verdicts: [Deduplication.Verdict] = []
        for minute in stride(from: 0, through: 1_440, by: 20) {
            let judged = Deduplication.judge(at: instant(Int64(minute) * 60_000), after: trail)
            verdicts.append(judged.verdict)
            trail = judged.trail
        }
        let expected =
            [Deduplication.Verdict.unique] + Array(repeating: .sameSession, count: 71) + [.unique]
        #expect(verdicts == expected)
    }

    @Test("Any sequence of scans keeps unique within net and net within gross")
    func invariants() {
        var random = SplitMix64.forTests()
        for _ in 0..<200 {
            var counts = FunnelCounts()
            var trail: Deduplication.Trail?
            var time: Int64 = 0
            var uniqueTimes: [Int64] = []
            for _ in 0..<50 {
                time += [100, 1_999, 2_000, 60_000, 2_000_000, 50_000_000].randomElement(using: &random) ?? 0
                let scanClass = ScanClass.allCases.randomElement(using: &random) ?? .human
                let judged = Deduplication.judge(at: instant(time), after: trail)
                trail = judged.trail
                if judged.verdict == .unique { uniqueTimes.append(time) }
                counts.count(scanClass, judged.verdict)
            }
            #expect(counts.scansGross == 50, "seed \(random.seed)")
            #expect(counts.scansUnique <= counts.scansNet, "seed \(random.seed)")
            #expect(counts.scansNet <= counts.scansGross, "seed \(random.seed)")
            let gaps = zip(uniqueTimes, uniqueTimes.dropFirst()).map { $1 - $0 }
            #expect(gaps.allSatisfy { $0 >= Deduplication.uniqueMilliseconds }, "seed \(random.seed)")
        }
    }
}
