import OfflineTill
import Support
import Testing
import Vocabulary

@Suite struct ClockWatchTests {
    private static let day: Int64 = 86_400

    @Test("A clock that runs as the other does is believed") func steady() {
        var watch = ClockWatch()
        for seconds in stride(from: Int64(0), through: 5 * Self.day, by: 3_600) {
            let reading = Sample.reading(seconds: seconds)
            #expect(watch.note(reading) == nil)
            #expect(watch.verdict(at: reading) == .believed(reading.wall))
        }
    }

    @Test(
        "A jump is noticed once, and once more when it is taken back",
        arguments: [-40, 45, 1_800, -3_000] as [Int64])
    func jumps(seconds: Int64) {
        var watch = ClockWatch()
        #expect(watch.note(Sample.reading()) == nil)
        #expect(watch.note(Sample.reading(seconds: 60, wallError: seconds)) == seconds * 1_000)
        #expect(watch.note(Sample.reading(seconds: 120, wallError: seconds)) == nil)
        #expect(watch.note(Sample.reading(seconds: 180)) == -seconds * 1_000)
    }

    @Test("Small steps that add up are a jump too") func creeping() {
        var watch = ClockWatch()
        var found: [Int64] = []
        for step in Int64(0)..<8 {
            if let jump = watch.note(Sample.reading(seconds: 60 * step, wallError: -10 * step)) {
                found.append(jump)
            }
        }
        #expect(found == [-40_000])
    }

    @Test("What a cheap crystal drifts is no jump") func drift() {
        var watch = ClockWatch()
        for hours in Int64(0)..<240 {
            let reading = Sample.reading(seconds: 3_600 * hours, wallError: hours / 3)
            #expect(watch.note(reading) == nil, "after \(hours) hours")
        }
    }

    @Test("A clock a day wrong is not believed, in either direction", arguments: [-1, 1] as [Int64])
    func dayWrong(direction: Int64) {
        var watch = ClockWatch()
        watch.noteServer(Sample.noon, at: Sample.reading())
        let wrong = Sample.reading(seconds: 60, wallError: direction * Self.day)
        #expect(watch.note(wrong) == direction * Self.day * 1_000)
        #expect(watch.verdict(at: wrong) == .wrong(byMilliseconds: direction * Self.day * 1_000))
        // Set right, it is believed again.
        let right = Sample.reading(seconds: 120)
        #expect(watch.note(right) == -direction * Self.day * 1_000)
        #expect(watch.verdict(at: right) == .believed(right.wall))
    }

    @Test("A clock that was wrong when the server was heard is found wrong at once") func wrongFromTheStart()
    {
        var watch = ClockWatch()
        let reading = Sample.reading(wallError: -Self.day)
        #expect(watch.note(reading) == nil)
        watch.noteServer(Sample.noon, at: reading)
        #expect(watch.note(reading) == -Self.day * 1_000)
        #expect(watch.verdict(at: reading) == .wrong(byMilliseconds: -Self.day * 1_000))
    }

    @Test("A little back, the latest time counts less the tolerance") func alittleBack() {
        var watch = ClockWatch()
        #expect(watch.note(Sample.reading(seconds: 3_600)) == nil)
        let back = Sample.reading(seconds: 3_601, wallError: -600)
        _ = watch.note(back)
        let latest = Sample.noon.advanced(bySeconds: 3_600 - 30)
        #expect(watch.verdict(at: back) == .believed(latest))
    }

    @Test("A clock that went back a day over a restart is not believed") func backOverRestart() {
        var watch = ClockWatch()
        _ = watch.note(Sample.reading(seconds: 3_600))
        let reading = Sample.reading(seconds: -Self.day, boot: "boot-2")
        #expect(watch.note(reading) == -(Self.day + 3_600) * 1_000)
        #expect(watch.verdict(at: reading) == .wrong(byMilliseconds: -(Self.day + 3_600) * 1_000))
        // Nor is it an hour later: the new boot counts on from what was known.
        let later = ClockReading(
            wall: reading.wall.advanced(bySeconds: 3_600), boot: "boot-2",
            uptimeMilliseconds: reading.uptimeMilliseconds + 3_600_000)
        _ = watch.note(later)
        #expect(watch.verdict(at: later) == .wrong(byMilliseconds: -(Self.day + 3_600) * 1_000))
    }

    @Test("The server's word ends every doubt") func healed() {
        var watch = ClockWatch()
        // Years ahead at the first start: nothing is known that speaks against it.
        _ = watch.note(Sample.reading(wallError: 3_650 * Self.day))
        let right = Sample.reading(seconds: 60)
        _ = watch.note(right)
        #expect(watch.verdict(at: right) == .wrong(byMilliseconds: -3_650 * Self.day * 1_000))
        watch.noteServer(right.wall, at: right)
        #expect(watch.verdict(at: right) == .believed(right.wall))
    }

    @Test("A till that starts again knows from its journal what it knew") func fromJournal() throws {
        let disk = MemoryDisk()
        let journal = try Sample.journal([], on: disk)
        var watch = ClockWatch()
        var random = SplitMix64.forTests()
        var seconds: Int64 = 0
        for _ in 0..<60 {
            seconds += Int64.random(in: 1...7_200, using: &random)
            let error = Int64.random(in: -120...120, using: &random)
            let reading = Sample.reading(seconds: seconds, wallError: error)
            let event: JournalEvent =
                Bool.random(using: &random)
                ? .serverTime(Sample.noon.advanced(bySeconds: seconds)) : .clockJumped(byMilliseconds: 0)
            watch.note(try journal.append(event, at: reading, utcOffsetSeconds: 0))
        }
        var again = ClockWatch()
        _ = try JournalFile(disk, terminal: Sample.terminal, key: Sample.key(), visit: { again.note($0) })
        #expect(again == watch, "seed \(random.seed)")
    }

    @Test("Whatever clocks show, time never goes back by more than the tolerance within what is believed")
    func neverBack() {
        var random = SplitMix64.forTests()
        for _ in 0..<200 {
            var watch = ClockWatch()
            var latest: Int64 = 0
            var (uptime, boot): (Int64, Int) = (0, 0)
            for _ in 0..<40 {
                uptime += Int64.random(in: 0...1_000_000, using: &random)
                if Int.random(in: 0..<10, using: &random) == 0 { (uptime, boot) = (0, boot + 1) }
                let wall = Instant(millisecondsSince1970: Int64.random(in: 0...20_000_000, using: &random))
                let reading = ClockReading(wall: wall, boot: "b\(boot)", uptimeMilliseconds: uptime)
                _ = watch.note(reading)
                guard case .believed(let time) = watch.verdict(at: reading) else { continue }
                #expect(time.millisecondsSince1970 >= latest - 30_000, "seed \(random.seed)")
                #expect(time >= wall, "seed \(random.seed)")
                latest = max(latest, time.millisecondsSince1970)
            }
        }
    }
}
