import Measurement
import Testing
import Vocabulary

@Suite struct FunnelTests {
    private func counts() -> FunnelCounts {
        var counts = FunnelCounts()
        counts.scansGross = 1_000
        counts.scansNet = 850
        counts.scansUnique = 500
        counts.landings = 480
        counts.joins = 120
        counts.claims = 100
        counts.redemptions = 14
        counts.reversals = 2
        return counts
    }

    @Test("Each rate names what it is a part of")
    func rates() {
        let rates = FunnelRate.all(of: counts())
        #expect(rates.map(\.name) == FunnelRate.Name.allCases)
        #expect(rates.map(\.part) == [150, 850, 480, 120, 100, 14, 12, 14])
        #expect(rates.map(\.whole) == [1_000, 500, 500, 480, 480, 100, 100, 500])
        #expect(rates.map(\.value) == [0.15, 1.7, 0.96, 0.25, 100.0 / 480, 0.14, 0.12, 0.028])
        #expect(rates[0].numerator == .scansInvalid)
        #expect(rates[0].denominator == .scansGross)
        #expect(rates[7].denominator == .scansUnique)
    }

    @Test("The yield is the product of the steps")
    func product() throws {
        let values = try [FunnelRate.Name.landingRate, .claimRate, .redemptionRate, .funnelYield].map {
            try #require(FunnelRate($0, of: counts()).value)
        }
        #expect(abs(values[0] * values[1] * values[2] - values[3]) < 1e-15)
    }

    @Test("Shares have an interval around them; the repeat factor, nothing and more than all have none")
    func intervals() throws {
        for rate in FunnelRate.all(of: counts()) where rate.name != .repeatFactor {
            let interval = try #require(rate.interval)
            #expect(interval.contains(try #require(rate.value)))
        }
        #expect(FunnelRate(.repeatFactor, of: counts()).interval == nil)
        #expect(FunnelRate(.joinRate, of: FunnelCounts()).value == nil)
        #expect(FunnelRate(.joinRate, of: FunnelCounts()).interval == nil)
        var odd = FunnelCounts()
        odd.claims = 1
        odd.redemptions = 2
        #expect(FunnelRate(.redemptionRate, of: odd).interval == nil)
    }

    @Test("Machines, tests and double firing count in gross alone")
    func counting() {
        var counts = FunnelCounts()
        counts.count(.human, .unique)
        counts.count(.human, .doubleFire)
        counts.count(.human, .sameSession)
        counts.count(.preview, .unique)
        counts.count(.staffTest, .unique)
        #expect([counts.scansGross, counts.scansNet, counts.scansUnique] == [5, 2, 1])
    }

    @Test("Sums keep currencies apart, and take reversals off")
    func money() throws {
        let yuan = try #require(Currency(parsing: "CNY"))
        let dollar = try #require(Currency(parsing: "AUD"))
        var total = counts()
        total.spend.add(Money(minorUnits: 12_800, currency: yuan))
        var other = counts()
        other.spend.add(Money(minorUnits: 990, currency: dollar))
        other.spend.add(Money(minorUnits: -800, currency: yuan))
        total.add(other)
        #expect(total.scansGross == 2_000)
        #expect(total.reversals == 4)
        let expected = [
            Money(minorUnits: 990, currency: dollar), Money(minorUnits: 12_000, currency: yuan),
        ]
        #expect(total.spend.amounts == expected)
    }

    @Test("A sum stops at the end of its range instead of wrapping")
    func saturation() throws {
        let yuan = try #require(Currency(parsing: "CNY"))
        let largest = Money(minorUnits: .max, currency: yuan)
        #expect(MoneyTally([largest, largest]).amounts == [largest])
        let smallest = Money(minorUnits: .min, currency: yuan)
        #expect(MoneyTally([smallest, smallest]).amounts == [smallest])
    }
}
