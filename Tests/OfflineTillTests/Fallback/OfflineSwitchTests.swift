import OfflineTill
import Support
import Testing

@Suite struct OfflineSwitchTests {
    private let probe = OfflineSwitch.Action.probe(afterMilliseconds: OfflineSwitch.probeMilliseconds)

    @Test("A server that answers is asked, one request at a time") func online() throws {
        var till = OfflineSwitch(.none)
        let wish = try Sample.wish()
        #expect(till.take(wish) == [.ask(wish, timeoutMilliseconds: 1_000)])
        #expect(till.take(try Sample.wish("K2")) == [])
        till.takeAnswer(afterMilliseconds: 50)
        #expect(till.state == .online)
        #expect(till.take(wish) == [.ask(wish, timeoutMilliseconds: 300)])
    }

    @Test("A slow server sends the same key offline, marked as asked") func fallsBack() throws {
        var till = OfflineSwitch(.none)
        _ = till.take(try Sample.wish("K1"))
        let asked = try Sample.wish("K1", attempt: .unanswered)
        #expect(till.takeSilence(.perhaps) == [.judge(asked), probe])
        #expect(till.state == .fallenBack)
        let next = try Sample.wish("K2")
        #expect(till.take(next) == [.judge(next)])
    }

    @Test("Where no connection was made, the server cannot have done it") func neverReached() throws {
        var till = OfflineSwitch(.none)
        let wish = try Sample.wish()
        _ = till.take(wish)
        #expect(till.takeSilence(.never) == [.judge(wish), probe])
    }

    @Test("An answer or a silence that comes too late changes nothing") func late() throws {
        var till = OfflineSwitch(.none)
        _ = till.take(try Sample.wish())
        _ = till.takeSilence(.perhaps)
        till.takeAnswer(afterMilliseconds: 2_500)
        #expect(till.state == .fallenBack)
        #expect(till.takeSilence(.perhaps) == [])
    }

    @Test("It is online again only when the journal owes nothing") func back() throws {
        var till = OfflineSwitch(.none)
        _ = till.take(try Sample.wish())
        _ = till.takeSilence(.perhaps)
        #expect(till.takeProbe(.away) == [probe])
        #expect(till.takeProbe(.there) == [.upload])
        let wish = try Sample.wish("K2")
        #expect(till.take(wish) == [.judge(wish)])
        #expect(till.takeUpload(.some(.some)) == [.upload])
        #expect(till.takeUpload(nil) == [probe])
        #expect(till.takeProbe(.there) == [.upload])
        #expect(till.takeUpload(OfflineSwitch.JournalDebt.none) == [])
        #expect(till.state == .online)
    }

    @Test("A till that starts with a debt synchronises first") func debt() throws {
        let till = OfflineSwitch(.some)
        #expect(till.state == .synchronising)
    }

    @Test("Whatever happens, a scan is asked or judged once and keeps its key") func property() throws {
        var random = SplitMix64.forTests()
        for _ in 0..<200 {
            var till = OfflineSwitch(.none)
            var judged: [String] = []
            var asked: [String] = []
            for step in 0..<40 {
                var actions: [OfflineSwitch.Action] = []
                switch Int.random(in: 0..<6, using: &random) {
                case 0: till.takeAnswer(afterMilliseconds: 100)
                case 1: actions = till.takeSilence(Bool.random(using: &random) ? .never : .perhaps)
                case 2: actions = till.takeProbe(Bool.random(using: &random) ? .there : .away)
                case 3: actions = till.takeUpload(OfflineSwitch.JournalDebt.none)
                default: actions = till.take(try Sample.wish("K\(step)"))
                }
                for action in actions {
                    if case .judge(let wish) = action { judged.append(wish.key) }
                    if case .ask(let wish, _) = action { asked.append(wish.key) }
                }
            }
            #expect(Set(judged).count == judged.count, "seed \(random.seed)")
            #expect(Set(asked).count == asked.count, "seed \(random.seed)")
        }
    }
}
