import Support
import Testing

@testable import Artwork

@Suite struct RandomMembersTests {
    @Test("As many different members are chosen as were asked for, or all there are")
    func counts() {
        var generator = SplitMix64.forTests()
        for _ in 0..<200 {
            let total = Int.random(in: 0...50, using: &generator)
            let count = Int.random(in: 0...60, using: &generator)
            let places = RandomMembers(
                count, of: total, seed: .random(in: 0 ... .max, using: &generator), name: "tins"
            ).places
            #expect(Set(places).count == min(count, total) && places == places.sorted())
            #expect(places.allSatisfy((0..<total).contains), "seed \(generator.seed)")
        }
    }

    @Test("The choice is the same for a seed and a name, and another for others")
    func seeds() {
        let one = RandomMembers(12, of: 100_000, seed: 1, name: "tins")
        #expect(one == RandomMembers(12, of: 100_000, seed: 1, name: "tins"))
        #expect(one != RandomMembers(12, of: 100_000, seed: 2, name: "tins"))
        #expect(one != RandomMembers(12, of: 100_000, seed: 1, name: "cups"))
    }

    @Test("Every member is chosen about as often as any other")
    func evenness() {
        var counts = Array(repeating: 0, count: 10)
        for seed in 0..<4_000 as Range<UInt64> {
            for place in RandomMembers(3, of: 10, seed: seed, name: "tins").places { counts[place] += 1 }
        }
        // 1,200 each; five deviations of such a count are 145.
        #expect(counts.allSatisfy { abs($0 - 1_200) < 145 }, "\(counts)")
    }

    @Test("A certificate without content keeps its findings, and nothing that tells the text")
    func withoutContent() throws {
        let certificate = try CertificateTests.certify(
            CertificateSamples.png(), .init(damages: [Damage(.clean, 0)]))
        let bare = certificate.withoutContent
        #expect(bare.bytes.isEmpty && bare.text == nil && bare.heat == nil)
        #expect(bare.plan == certificate.plan && bare.rates == certificate.rates)
        #expect(bare.grade == certificate.grade && bare.isReadClean == certificate.isReadClean)
    }

    @Test("The table shows a line for each member, escaped, and no more than have room")
    func bars() {
        let summary = RateSummary([ReadingRate(Damage(.clean, 0), readers: [.zxing, .zbar])])
        let lines = (1...30).map {
            MemberBars.Line(name: "No. \($0)", note: "<page>", state: "sound", summary: summary)
        }
        let svg = MemberBars(lines).svg
        #expect(svg.contains(">No. 25<") && !svg.contains(">No. 26<"))
        #expect(svg.contains("&lt;page&gt;") && !svg.contains("<page>"))
    }
}
