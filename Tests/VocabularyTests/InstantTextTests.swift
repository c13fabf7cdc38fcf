import Support
import Testing
import Vocabulary

@Suite struct InstantTextTests {
    @Test(
        "RFC 3339 is read with any offset, to the millisecond",
        arguments: [
            // The examples of RFC 3339, section 5.8.
            ("1985-04-12T23:20:50.52Z", Int64(482_196_050_520)),
            ("1996-12-19T16:39:57-08:00", 851_042_397_000),
            ("1990-12-31T23:59:60Z", 662_688_000_000),
            ("1990-12-31T15:59:60-08:00", 662_688_000_000),
            ("1937-01-01T12:00:27.87+00:20", -1_041_337_172_130),
            ("1970-01-01t00:00:00.0019z", 1), ("1969-12-31T23:59:59.999Z", -1),
            ("2027-03-10T12:00:00.250+08:00", 1_804_651_200_250),
        ])
    func reads(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.millisecondsSince1970 == milliseconds)
    }

    @Test(
        "What is no time is none",
        arguments: [
            "", "2027-03-10", "2027-03-10T12:00:00", "2027-03-10 12:00:00Z", "2027-02-29T12:00:00Z",
            "2027-03-10T24:00:00Z", "2027-03-10T12:60:00Z", "2027-03-10T12:00:61Z", "2027-03-10T12:00:00.Z",
            "2027-03-10T12:00:00+8:00", "2027-03-10T12:00:00+0800", "2027-03-10T12:00:00+24:00",
            "2027-03-10T12:00:00ZZ", "2027-03-10T1:00:00Z..", "2027-03-10T-1:00:00Z", "２027-03-10T12:00:00Z",
        ])
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("Every instant is read as it was written, in whatever zone") func roundTrip() {
        var random = SplitMix64.forTests()
        for _ in 0..<1_000 {
            // From the year 1 to 9999, and zones to the minute.
            let instant = Instant(
                millisecondsSince1970: .random(in: -62_000_000_000_000...253_000_000_000_000, using: &random))
            let offset = Int.random(in: -840...840, using: &random) * 60
            let text = LocalMoment(instant: instant, utcOffsetSeconds: offset).rfc3339
            #expect(Instant(rfc3339: text) == instant, "\(text), seed \(random.seed)")
            #expect(Instant(rfc3339: instant.rfc3339) == instant, "seed \(random.seed)")
        }
    }
}
