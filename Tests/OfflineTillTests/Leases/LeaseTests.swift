import OfflineTill
import Payload
import Support
import Testing
import Vocabulary

@Suite struct LeaseTests {
    private let coupon = CouponCode(number: 1)

    private func book() -> LeaseBook { LeaseBook(terminal: Sample.terminal) }

    private func entries(_ events: [JournalEvent]) throws -> [JournalEntry] {
        let journal = try Sample.journal([])
        return try events.map { try journal.append($0, at: Sample.reading(), utcOffsetSeconds: 0) }
    }

    @Test("A lease is read back as it was signed") func roundTrip() throws {
        let signed = try Issuer.lease(
            "L1", coupons(3), budget: Sample.money(500),
            holder: LeasedHolder(
                id: MemberID(unchecked: "M1"), joinedOn: CalendarDate(daysSince1970: 20_000)),
            lastDay: CalendarDate(daysSince1970: 20_900))
        let read = try SignedLease(reading: signed.bytes)
        #expect(read == signed)
        let lease = try read.verified(by: Issuer.keyring(), for: Sample.terminal)
        #expect(lease == signed.unverifiedLease)
        #expect(lease.coupons.map(\.uses) == [1, 2, 3])
    }

    private func coupons(_ count: UInt64) -> [(number: UInt64, uses: UInt32)] {
        (1...count).map { (number: $0, uses: UInt32($0)) }
    }

    @Test("Any byte of a lease changed anywhere is found") func everyByte() throws {
        let bytes = try Issuer.lease("L1", coupons(2)).bytes
        let keyring = try Issuer.keyring()
        var random = SplitMix64.forTests()
        for place in bytes.indices {
            var changed = bytes
            changed[place] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: (any Error).self, "byte \(place), seed \(random.seed)") {
                try SignedLease(reading: changed).verified(by: keyring, for: Sample.terminal)
            }
        }
    }

    @Test("A lease names no code, and another name for a coupon in each lease") func names() throws {
        let signed = try Issuer.lease()
        #expect(!String(decoding: signed.bytes, as: UTF8.self).contains(coupon.text))
        let (one, two) = (LeaseID(unchecked: "L1"), LeaseID(unchecked: "L2"))
        #expect(LeasedCouponName(of: coupon, in: one) != LeasedCouponName(of: coupon, in: two))
    }

    @Test("A coupon that a lease names twice makes it none") func twice() throws {
        let signed = try Issuer.lease("L1", [(number: 1, uses: 1), (number: 1, uses: 1)])
        #expect(throws: LineFault.self) { try SignedLease(reading: signed.bytes) }
    }

    @Test("Another issuer's, an altered and another terminal's lease are each refused with a reason")
    func refused() throws {
        func reason(_ signed: SignedLease) throws -> LeaseRefusal? {
            var book = book()
            let keyring = try Issuer.keyring()
            do {
                _ = try book.take(signed, keyring: keyring)
                return nil
            } catch { return error }
        }
        #expect(try reason(Issuer.lease()) == nil)
        #expect(try reason(Issuer.lease(key: Issuer.key(3))) == .unknownKey)
        #expect(try reason(Issuer.lease(key: Issuer.key(1, seed: 99))) == .badSignature)
        #expect(try reason(Issuer.lease(terminal: TerminalID(unchecked: "T2"))) == .wrongTerminal)
    }

    @Test("A lease counts only once it is in the journal") func journalFirst() throws {
        var book = book()
        let event = try #require(try book.take(Issuer.lease(), keyring: Issuer.keyring()))
        #expect(book.holdings(of: coupon).isEmpty)
        for entry in try entries([event]) { book.note(entry) }
        #expect(book.holdings(of: coupon).map(\.lease.text) == ["L1"])
        #expect(book.holdings(of: CouponCode(number: 2)).isEmpty)
    }

    @Test("The same lease again adds nothing, another of its name is refused") func replayed() throws {
        var book = book()
        let signed = try Issuer.lease("L1", [(1, 2)])
        let event = try #require(try book.take(signed, keyring: Issuer.keyring()))
        for entry in try entries([event]) { book.note(entry) }
        let before = book.holdings(of: coupon)
        #expect(try book.take(signed, keyring: Issuer.keyring()) == nil)
        #expect(book.holdings(of: coupon) == before)
        #expect(throws: LeaseRefusal.replayed) {
            try book.take(Issuer.lease("L1", [(1, 3)]), keyring: Issuer.keyring())
        }
        #expect(book.holdings(of: coupon) == before)
    }

    @Test("A lease that was given back is over, also if its file comes back after a restart") func returned()
        throws
    {
        let signed = try Issuer.lease()
        let lease = LeaseID(unchecked: "L1")
        let told = try entries([
            .leaseTaken(lease, digest: signed.digest, usableUntil: Sample.noon), .leaseReturned(lease),
        ])
        var book = book()
        for entry in told { book.note(entry) }
        #expect(throws: LeaseRefusal.replayed) { try book.take(signed, keyring: Issuer.keyring()) }
        #expect(book.holdings(of: coupon).isEmpty)
    }

    @Test("Of two leases of a coupon the one that is usable longer comes first") func order() throws {
        var book = book()
        for (id, hours) in [("L1", 2), ("L2", 9), ("L3", 5)] as [(String, Int64)] {
            let event = try #require(try book.take(Issuer.lease(id, hours: hours), keyring: Issuer.keyring()))
            for entry in try entries([event]) { book.note(entry) }
        }
        #expect(book.holdings(of: coupon).map(\.lease.text) == ["L2", "L3", "L1"])
    }
}
