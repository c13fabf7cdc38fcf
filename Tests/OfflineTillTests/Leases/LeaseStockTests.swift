import OfflineTill
import Payload
import Testing
import Vocabulary

@Suite struct LeaseStockTests {
    /// A journal's entries with all that follows from them.
    private struct Till {
        var book = LeaseBook(terminal: Sample.terminal)
        var uses = OfflineUses(store: Sample.store)
        private let journal: JournalFile

        init() throws { journal = try Sample.journal([]) }

        mutating func note(_ event: JournalEvent) throws {
            let entry = try journal.append(event, at: Sample.reading(), utcOffsetSeconds: Sample.zone)
            book.note(entry)
            uses.note(entry)
        }

        mutating func take(_ lease: SignedLease) throws {
            if let event = try book.take(lease, keyring: Issuer.keyring()) { try note(event) }
        }

        mutating func give(_ key: String, _ number: UInt64, _ ground: OfflineGround) throws {
            try note(.accepted(Sample.use(key, code: CouponCode(number: number).text, ground: ground)))
        }
    }

    private let first = LeaseID(unchecked: "L1")
    private let second = LeaseID(unchecked: "L2")

    @Test("What is left is what was leased and not given, whoever else undid a use") func counts() throws {
        var till = try Till()
        #expect(LeaseStock(till.book, till.uses).firstEnd == nil)
        try till.take(Issuer.lease("L1", [(1, 2), (2, 1)], hours: 2))
        try till.take(Issuer.lease("L2", [(3, 5)], hours: 9))
        #expect(LeaseStock(till.book, till.uses).uses == 8)
        try till.give("K1", 1, .lease(first))
        try till.give("K2", 3, .lease(second))
        #expect(LeaseStock(till.book, till.uses).uses == 6)
        try till.note(.voided(OfflineVoid(key: "V1", redemption: "K2")))
        let stock = LeaseStock(till.book, till.uses)
        #expect(stock.uses == 7 && stock.leases == [first, second])
        #expect(stock.firstEnd == Sample.noon.advanced(bySeconds: 7_200))
        #expect(stock.lastEnd == Sample.noon.advanced(bySeconds: 32_400))
    }

    @Test("A lease that is used up has no end worth telling") func usedUp() throws {
        var till = try Till()
        try till.take(Issuer.lease("L1", [(1, 1)], hours: 2))
        try till.take(Issuer.lease("L2", [(2, 1)], hours: 9))
        try till.give("K1", 1, .lease(first))
        #expect(LeaseStock(till.book, till.uses).firstEnd == Sample.noon.advanced(bySeconds: 32_400))
        try till.give("K2", 2, .lease(second))
        let stock = LeaseStock(till.book, till.uses)
        #expect(stock.uses == 0 && stock.firstEnd == nil && stock.leases.count == 2)
    }

    @Test("A lease past its end gives nothing any more, and is still there to give back") func ended() throws
    {
        var till = try Till()
        try till.take(Issuer.lease("L1", [(1, 1)], hours: 2))
        let later = Sample.noon.advanced(bySeconds: 7_200)
        #expect(LeaseStock(till.book, till.uses, at: later).uses == 0)
        #expect(LeaseStock(till.book, till.uses, at: later.advanced(bySeconds: -1)).uses == 1)
        #expect(LeaseStock(till.book, till.uses).leases == [first])
    }

    @Test("What was given back is gone, also if the lease is shown again") func returned() throws {
        var till = try Till()
        let lease = try Issuer.lease("L1", [(1, 4)])
        try till.take(lease)
        try till.note(.leaseReturned(first))
        #expect(LeaseStock(till.book, till.uses).leases.isEmpty)
        #expect(throws: LeaseRefusal.replayed) { try till.take(lease) }
        #expect(LeaseStock(till.book, till.uses).uses == 0)
    }

    @Test(
        "A use by allowance that the server had not heard of when it leased the coupon is charged to the lease"
    )
    func chargedAllowance() throws {
        var till = try Till()
        try till.give("K1", 1, .allowance)
        try till.give("K2", 2, .allowance)
        try till.note(.answered(key: "K2", .redeemed(RedemptionID(unchecked: "R2"))))
        try till.take(Issuer.lease("L1", [(1, 1), (2, 1), (3, 1)]))
        // The lease was made after the server knew of the second use, and before it knew of the first.
        #expect(LeaseStock(till.book, till.uses).uses == 2)
        try till.note(.answered(key: "K1", .redeemed(RedemptionID(unchecked: "R1"))))
        #expect(LeaseStock(till.book, till.uses).uses == 2)
        // Another coupon's use by allowance is no business of the lease.
        try till.give("K4", 4, .allowance)
        #expect(LeaseStock(till.book, till.uses).uses == 2)
    }
}
