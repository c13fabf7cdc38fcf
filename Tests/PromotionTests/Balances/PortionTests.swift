import Support
import Testing
import Vocabulary

@testable import Promotion

/// What goes back with a part of a purchase.
@Suite struct PortionTests {
    @Test("Whatever the parts are, what goes back never exceeds what there is and adds up to all of it")
    func addsUp() {
        var generator = SplitMix64(seed: 1_129)
        for round in 0..<2_000 {
            let whole = Int64.random(in: 1...10_000_000_000_000, using: &generator)
            let amount = Int64.random(in: 0...10_000_000_000_000, using: &generator)
            var (back, shares) = (Int64(0), [Int64(0)])
            while back < whole {
                back += min(whole - back, Int64.random(in: 1...max(1, whole / 3), using: &generator))
                shares.append(UnitPortion(back, of: whole).share(of: amount))
            }
            #expect(shares == shares.sorted() && shares.last == amount, "seed 1129, round \(round)")
        }
    }

    @Test("More than the whole is the whole, and a part of nothing is nothing")
    func ends() {
        #expect(UnitPortion(12, of: 10).share(of: 7) == 7)
        #expect(UnitPortion(-1, of: 10).share(of: 7) == 0)
        #expect(UnitPortion(0, of: 0).share(of: 7) == 0)
        #expect(UnitPortion.all.share(of: 7) == 7)
    }
}
