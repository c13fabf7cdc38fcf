import OfflineTill
import Support
import Testing

@Suite struct PatienceMeterTests {
    @Test("Before anything was measured it waits a second") func initial() {
        #expect(PatienceMeter().timeoutMilliseconds == 1_000)
    }

    @Test(
        "Mean and deviation are those of RFC 6298",
        arguments: [
            // The first sample: SRTT = R, RTTVAR = R / 2, so R + 4 · R / 2.
            ([400.0], 1_200.0),
            // RTTVAR = 3/4 · 200 + 1/4 · |400 - 800| = 250; SRTT = 7/8 · 400 + 1/8 · 800 = 450.
            ([400, 800], 1_450),
            // RTTVAR = 3/4 · 250 + 1/4 · |450 - 450| = 187.5; SRTT stays 450.
            ([400, 800, 450], 1_200),
        ] as [([Double], Double)])
    func rfc(samples: [Double], timeout: Double) {
        var meter = PatienceMeter()
        for sample in samples { meter.note(milliseconds: sample) }
        #expect(meter.timeoutMilliseconds == timeout)
    }

    @Test("Silence doubles the time up to the bound, an answer ends that") func silence() {
        var meter = PatienceMeter()
        meter.note(milliseconds: 200)
        #expect(meter.timeoutMilliseconds == 600)
        meter.noteSilence()
        #expect(meter.timeoutMilliseconds == 1_200)
        for _ in 0..<100 { meter.noteSilence() }
        #expect(meter.timeoutMilliseconds == PatienceMeter.maximumMilliseconds)
        meter.note(milliseconds: 200)
        #expect(meter.timeoutMilliseconds < 600)
    }

    @Test("Whatever is measured, it waits between its bounds") func bounds() {
        var random = SplitMix64.forTests()
        var meter = PatienceMeter()
        for _ in 0..<2_000 {
            let sample = Double.random(in: -10...20_000, using: &random)
            if Bool.random(using: &random) { meter.note(milliseconds: sample) } else { meter.noteSilence() }
            let bounds = PatienceMeter.minimumMilliseconds...PatienceMeter.maximumMilliseconds
            #expect(bounds.contains(meter.timeoutMilliseconds), "seed \(random.seed)")
        }
        for _ in 0..<200 { meter.note(milliseconds: 5) }
        #expect(meter.timeoutMilliseconds == PatienceMeter.minimumMilliseconds)
    }
}
