import OfflineTill
import Payload
import Support
import Testing
import Vocabulary

@Suite struct JournalFormTests {
    private func lines(_ events: [JournalEvent]) throws -> [[UInt8]] {
        let disk = MemoryDisk()
        _ = try Sample.journal(events, on: disk)
        return disk.bytes.split(separator: UInt8(ascii: "\n")).map(Array.init)
    }

    private func verifier() throws -> JournalVerifier {
        JournalVerifier(terminal: Sample.terminal, key: try Sample.key().publicKey)
    }

    @Test("Every event is read back as it was written") func roundTrip() throws {
        let events = try Sample.events()
        var verifier = try verifier()
        let read = try lines(events).map { try verifier.verify($0).entry }
        #expect(read.map(\.event) == events)
        #expect(read.map(\.sequence) == Array(1...Int64(events.count)))
        #expect(read.map(\.moment.utcOffsetSeconds).allSatisfy { $0 == Sample.zone })
    }

    @Test("The form of a line is frozen") func frozen() throws {
        let body = """
            {"entry":1,"terminal":"T1","after":"\(Self.genesis)",\
            "at":1804651200000,"zone":28800,"boot":"boot-1","up":1000000,"event":"accepted","key":"K1",\
            "code":"\(CouponCode(number: 1).text)","amount":"80.00 CNY","cashier":"Li","online":"none",\
            "campaign":"packaging","offer":"thank-you","ground":"allowance","use":1,"uses_left":0,\
            "discount":"10.00 CNY","signature":"
            """
        let line = String(decoding: try lines([.accepted(Sample.use())])[0], as: UTF8.self)
        #expect(line.hasPrefix(body))
        #expect(line.hasSuffix("\"}"))
        #expect(line.utf8.count == body.utf8.count + 128 + 2)
    }

    @Test("The genesis binds the terminal's name and key") func genesis() throws {
        let ours = JournalHead(genesisOf: Sample.terminal, try Sample.key().publicKey).hash
        #expect(ours != JournalHead(genesisOf: TerminalID(unchecked: "T2"), try Sample.key().publicKey).hash)
        #expect(ours != JournalHead(genesisOf: Sample.terminal, try Sample.key(2).publicKey).hash)
        // SHA-256 of "tessera journal genesis 1", a zero, 2, "T1" and the public key, by Python's hashlib.
        #expect(ours.hex == Self.genesis)
    }

    private static let genesis = "d67013654b9fe644844c72f9c6f1268bfa4f2e47c8ea2dcd7af8a0ef0bc43f94"

    @Test("Another spelling of the same values is no line") func oneSpelling() throws {
        let line = String(decoding: try lines([.clockJumped(byMilliseconds: 5)])[0], as: UTF8.self)
        let spellings = [
            line.replacing("\"by\":5", with: "\"by\":05"), line.replacing("\"by\":5", with: "\"by\": 5"),
            line.replacing("\"by\":5", with: "\"by\":5,\"more\":1"), line + " ", line + "\n" + line,
            line.replacing("boot-1", with: "\\u0062oot-1"), line.replacing("\"terminal\":\"T1\",", with: ""),
        ]
        for spelling in spellings {
            var verifier = try verifier()
            let fault = #expect(throws: JournalFault.self) { try verifier.verify(Array(spelling.utf8)) }
            #expect(fault?.reason == .malformed, "\(spelling)")
        }
    }

    @Test("Any byte changed anywhere in a journal is found") func everyByte() throws {
        let lines = try lines(try Sample.events())
        var random = SplitMix64.forTests()
        var before = try verifier()
        for (line, next) in zip(lines, lines.dropFirst()) {
            let text = line + [UInt8(ascii: "\n")] + next
            // The line end too; what a line says of the one before it is its own.
            for place in 0...line.count {
                var changed = text
                changed[place] ^= UInt8.random(in: 1...255, using: &random)
                var verifier = before
                #expect(throws: JournalFault.self, "byte \(place), seed \(random.seed)") {
                    try verifier.verify(lines: changed)
                }
            }
            _ = try before.verify(line)
        }
    }

    @Test("Each fault has its own reason") func reasons() throws {
        let lines = try lines(try Sample.events())
        func reason(_ chosen: [[UInt8]]) throws -> JournalFault? {
            var verifier = try verifier()
            do {
                _ = try verifier.verify(lines: Array(chosen.joined(separator: [UInt8(ascii: "\n")])))
                return nil
            } catch { return error }
        }
        func fault(_ line: Int, _ reason: JournalFault.Reason) -> JournalFault {
            JournalFault(line: line, sequence: Int64(line), reason: reason)
        }
        #expect(try reason(lines) == nil)
        #expect(try reason([lines[0], lines[2]]) == fault(2, .gap))
        #expect(try reason([lines[0], lines[0]]) == fault(2, .gap))
        let words = String(decoding: lines[1], as: UTF8.self)
        let cheaper = Array(words.replacing("10.00 CNY", with: "90.00 CNY").utf8)
        #expect(try reason([lines[0], cheaper]) == fault(2, .badSignature))
        #expect(try reason([lines[0], Array(words.dropLast(4).utf8)]) == fault(2, .malformed))
        let foreign = Array(words.replacing("\"terminal\":\"T1\"", with: "\"terminal\":\"T2\"").utf8)
        #expect(try reason([lines[0], foreign]) == fault(2, .wrongTerminal))
        // The same terminal wrote another second line: a copy of its disk went another way.
        let other = try self.lines([.serverTime(Sample.noon), .clockJumped(byMilliseconds: 1)])
        #expect(try reason([lines[0], other[1]]) == fault(2, .brokenChain))
        #expect(try reason([other[0], lines[1]]) == fault(2, .brokenChain))
    }

    @Test("The key of another terminal signs nothing here") func otherKey() throws {
        let lines = try lines([.serverTime(Sample.noon)])
        var verifier = JournalVerifier(
            after: JournalHead(genesisOf: Sample.terminal, try Sample.key().publicKey),
            key: try Sample.key(2).publicKey)
        let fault = #expect(throws: JournalFault.self) { try verifier.verify(lines[0]) }
        #expect(fault?.reason == .badSignature)
    }

    @Test("Any contiguous part is verified by the head before it") func parts() throws {
        let lines = try lines(try Sample.events())
        var heads = [JournalHead(genesisOf: Sample.terminal, try Sample.key().publicKey)]
        var whole = try verifier()
        for line in lines { heads.append(try whole.verify(line).head) }
        var random = SplitMix64.forTests()
        for _ in 0..<50 {
            let first = Int.random(in: 0..<lines.count, using: &random)
            let last = Int.random(in: first..<lines.count, using: &random)
            var part = JournalVerifier(after: heads[first], key: try Sample.key().publicKey)
            let text = Array(lines[first...last].joined(separator: [UInt8(ascii: "\n")]))
            let read = try part.verify(lines: text)
            #expect(read.count == last - first + 1, "seed \(random.seed)")
            #expect(part.head == heads[last + 1], "seed \(random.seed)")
        }
    }

    @Test("What is too long to keep is named with its limit") func limits() throws {
        let long = String(repeating: "9", count: 2_049)
        let fault = #expect(throws: OfflineWish.Fault.self) { try OfflineWish(key: "K", code: long) }
        #expect(fault == OfflineWish.Fault(field: "code", limit: 2_048, given: 2_049))
        #expect(throws: OfflineWish.Fault.self) { try OfflineWish(key: "", code: "x") }
    }
}
