import Measurement
import Support
import Testing

@Suite struct StatisticsTests {
    @Test(
        "Wilson's interval has the published ends",
        arguments: [
            (0, 50, 0.0, 0.071_347_600_178_61), (3, 100, 0.010_254_523_944_28, 0.084_519_364_898_57),
            (30, 1_000, 0.021_093_738_770_61, 0.042_503_414_262_34),
            (14, 200, 0.042_152_171_661_40, 0.114_054_809_273_91), (50, 50, 0.928_652_399_821_39, 1.0),
            (1, 1, 0.206_549_311_791_80, 1.0),
        ])
    func wilson(successes: Int, trials: Int, lower: Double, upper: Double) throws {
        let interval = try #require(Wilson.interval(successes: successes, trials: trials))
        #expect(abs(interval.lower - lower) < 1e-13)
        #expect(abs(interval.upper - upper) < 1e-13)
    }

    @Test("No trials, and more successes than trials, have no interval")
    func noInterval() {
        #expect(Wilson.interval(successes: 0, trials: 0) == nil)
        #expect(Wilson.interval(successes: 2, trials: 1) == nil)
        #expect(Wilson.interval(successes: -1, trials: 1) == nil)
    }

    @Test("Wilson's interval stays within 0 to 1, holds the share, and mirrors")
    func wilsonProperties() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<2_000 {
            let trials = Int.random(in: 1...1_000_000, using: &random)
            let successes = Int.random(in: 0...trials, using: &random)
            let seed = "seed \(random.seed): \(successes) of \(trials)"
            let interval = try #require(Wilson.interval(successes: successes, trials: trials))
            let mirror = try #require(Wilson.interval(successes: trials - successes, trials: trials))
            #expect(interval.lower >= 0 && interval.upper <= 1, "\(seed)")
            #expect(interval.contains(Double(successes) / Double(trials)), "\(seed)")
            #expect(abs(interval.lower + mirror.upper - 1) < 1e-12, "\(seed)")
        }
    }

    /// Newcombe, Statistics in Medicine 17 (1998), table II, method 10; he prints four digits.
    static let newcombe: [(Int, Int, Int, Int, lower: Double, upper: Double)] = [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0), (10, 10, 0, 10, 0.6075, 1.0),
    ]

    @Test("The interval of a difference has the published ends", arguments: newcombe)
    func difference(
        _ first: Int, _ firstOf: Int, _ second: Int, _ secondOf: Int, lower: Double, upper: Double
    ) throws {
        let one = try #require(Comparison.Arm(successes: first, trials: firstOf))
        let two = try #require(Comparison.Arm(successes: second, trials: secondOf))
        let comparison = try #require(Comparison(one, two))
        #expect(abs(comparison.interval.lower - lower) < 0.000_051)
        #expect(abs(comparison.interval.upper - upper) < 0.000_051)
        let mirror = try #require(Comparison(two, one))
        #expect(abs(mirror.interval.lower + comparison.interval.upper) < 1e-15)
    }

    @Test("Whoever is better is said only when zero is left out")
    func verdicts() throws {
        let strong = try #require(Comparison.Arm(successes: 56, trials: 70))
        let weak = try #require(Comparison.Arm(successes: 48, trials: 80))
        let few = try #require(Comparison.Arm(successes: 3, trials: 5))
        #expect(Comparison(strong, weak)?.verdict == .firstIsBetter)
        #expect(Comparison(weak, strong)?.verdict == .secondIsBetter)
        #expect(Comparison(strong, few)?.verdict == .notDistinguishable)
        #expect(Comparison(strong, strong)?.verdict == .notDistinguishable)
        #expect(Comparison.Arm(successes: 1, trials: 0) == nil)
        #expect(Comparison.Arm(successes: 3, trials: 2) == nil)
    }

    @Test(
        "An experiment needs the published number of visitors in each arm",
        arguments: [
            (0.010, 0.012, 42_693), (0.010, 0.015, 7_750), (0.02, 0.03, 3_826), (0.03, 0.04, 5_301),
            (0.05, 0.06, 8_158), (0.10, 0.12, 3_841), (0.20, 0.25, 1_094), (0.30, 0.35, 1_377),
        ])
    func sampleSize(baseline: Double, target: Double, expected: Int) {
        #expect(SampleSize.perArm(baseline: baseline, target: target) == expected)
        #expect(SampleSize.perArm(baseline: target, target: baseline) == expected)
    }

    @Test(
        "Shares that cannot be planned for have no sample size",
        arguments: [
            (0.0, 0.1), (0.1, 0.1), (0.1, 1.0), (-0.1, 0.2), (.nan, 0.2), (0.1, 0.1.nextUp),
        ])
    func noSampleSize(baseline: Double, target: Double) {
        #expect(SampleSize.perArm(baseline: baseline, target: target) == nil)
    }
}
