import Support
import Testing

@testable import Payload

@Suite struct StatusListChangesTests {
    private func random(_ count: Int, _ generator: inout SplitMix64, marks: Int) -> StatusList {
        var list = StatusList(count: count)
        for _ in 0..<marks {
            let status = StatusList.Status.allCases[Int.random(in: 0..<4, using: &generator)]
            list.set(status, at: Int.random(in: 0..<count, using: &generator))
        }
        return list
    }

    @Test("Changes applied to their base give the later list byte for byte, longer and shorter ones too")
    func applied() throws {
        var generator = SplitMix64.forTests()
        for _ in 0..<200 {
            let counts = (0..<2).map { _ in Int.random(in: 1..<3_000, using: &generator) }
            let base = random(counts[0], &generator, marks: Int.random(in: 0..<100, using: &generator))
            let later = random(counts[1], &generator, marks: Int.random(in: 0..<100, using: &generator))
            let changes = StatusListChanges(from: base, to: later)
            #expect(try changes.applied(to: base) == later, "seed \(generator.seed)")
            #expect(changes.base == base.digest && changes.result == later.digest)
        }
    }

    @Test("One coupon of a million is a few bytes, the last one too; no change is none")
    func small() throws {
        let base = StatusList(count: 1_000_001)
        var later = base
        later.set(.usedUp, at: 1_000_000)
        let changes = StatusListChanges(from: base, to: later)
        #expect(changes.packed.count == 4)
        #expect(try changes.applied(to: base)[1_000_000] == .usedUp)
        #expect(StatusListChanges(from: base, to: base).packed.isEmpty)
        let last = StatusList.maximumCount - 1
        var largest = StatusList(count: StatusList.maximumCount)
        largest.set(.suspended, at: last)
        let far = StatusListChanges(from: base, to: largest)
        #expect(try far.applied(to: base)[last] == .suspended)
    }

    @Test("A list that is not the base is refused, be it one coupon apart")
    func otherBase() throws {
        let base = StatusList(count: 100)
        var (later, other) = (base, base)
        later.set(.usedUp, at: 7)
        other.set(.invalid, at: 99)
        let changes = StatusListChanges(from: base, to: later)
        for wrong in [other, later, StatusList(count: 104), StatusList(count: 0)] {
            #expect(throws: StatusListToken.Refusal.otherBase) { try changes.applied(to: wrong) }
        }
    }

    @Test("Changes that nobody can have made are malformed")
    func malformed() throws {
        let base = StatusList(count: 8)
        var later = base
        later.set(.usedUp, at: 7)
        let made = StatusListChanges(from: base, to: later)
        #expect(made.packed == [7 << 2 | 3])
        for packed in [[], [0x80], [6 << 2 | 3], [8 << 2 | 3], [0xFF, 0xFF, 0xFF, 0xFF, 1], [31, 31]]
            as [[UInt8]]
        {
            let changed = StatusListChanges(
                base: made.base, result: made.result, byteCount: 2, packed: packed)
            #expect(throws: StatusListToken.Refusal.malformed, "\(packed)") { try changed.applied(to: base) }
        }
        let huge = StatusListChanges(
            base: made.base, result: made.result, byteCount: StatusList.maximumByteCount + 1, packed: [])
        #expect(throws: StatusListToken.Refusal.malformed) { try huge.applied(to: base) }
    }

    @Test("A signed token of changes gives the list to whoever holds the base, and to nobody else")
    func token() throws {
        let key = try Sample.signingKey()
        let keyring = try IssuerKeyring([key.publicKey])
        let base = StatusList(count: 1_000)
        var later = base
        later.set(.usedUp, at: 500)
        let claims = StatusListToken.Claims(uri: "u", issuedAt: 10, expiresAt: 20, timeToLive: 1)
        let signed = try StatusListToken(
            signing: claims, .changes(StatusListChanges(from: base, to: later)), with: key)
        let token = try StatusListToken(parsing: signed.bytes)
        #expect(token == signed && token.mediaType == StatusListToken.changesType)
        #expect(try token.list(of: "u", replacing: base, by: keyring, at: 15) == later)
        for held in [nil, later] {
            #expect(throws: StatusListToken.Refusal.otherBase) {
                try token.list(of: "u", replacing: held, by: keyring, at: 15)
            }
        }
        for position in signed.bytes.indices {
            var flipped = signed.bytes
            flipped[position] ^= 1
            #expect(throws: StatusListToken.Refusal.self, "byte \(position)") {
                try StatusListToken(parsing: flipped).list(of: "u", replacing: base, by: keyring, at: 15)
            }
        }
    }
}
