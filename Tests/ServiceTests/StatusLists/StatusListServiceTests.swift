import Artwork
import Foundation
import Payload
import Promotion
import Store
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Service

@Suite struct StatusListServiceTests {
    /// A batch of signed coupons, and a clock that the test moves.
    private final class Shop: Sendable {
        let context: ServiceContext
        let terminal: TerminalRecord
        let coupons: [IssuedCoupon]
        let lists: StatusListService
        private let clock: Clock

        static let batch = BatchID(unchecked: "ten-1")

        private init(
            _ context: ServiceContext, _ terminal: TerminalRecord, _ coupons: [IssuedCoupon], _ clock: Clock
        ) {
            (self.context, self.terminal, self.coupons, self.clock) = (context, terminal, coupons, clock)
            lists = StatusListService(context)
        }

        final class Clock: Sendable {
            private let seconds = Mutex<Int64>(0)
            var now: Instant { seconds.withLock { ServiceFixture.noon.advanced(bySeconds: $0) } }
            func pass(_ more: Int64) { seconds.withLock { $0 += more } }
        }

        static func open(
            _ count: UInt32, profile: BatchRecord.Profile = .signed, store: AnyStore = MemoryStore()
        ) async throws -> Shop {
            let fixture = try await ServiceFixture.make(store: store)
            let clock = Clock()
            let context = ServiceContext(
                workspace: fixture.context.workspace, store: store,
                surroundings: Surroundings(
                    now: { clock.now }, randomBytes: Surroundings.system.randomBytes))
            let coupons = try await fixture.issue(count, profile: profile)
            return Shop(context, fixture.terminal, coupons, clock)
        }

        var now: Int64 { clock.now.millisecondsSince1970 / 1_000 }
        func pass(_ seconds: Int64) { clock.pass(seconds) }

        func redeem(_ serial: Int) async throws {
            let call = RedemptionCall(
                code: coupons[serial - 1].text, amount: try ServiceFixture.yuan("80.00"))
            let reply = try await RedemptionService(context).redeem(
                call, key: "k\(serial)", terminal: terminal)
            guard case .redeemed = reply.answer else {
                Issue.record("coupon \(serial) was not redeemed: \(reply.answer)")
                return
            }
        }

        func token(since base: StatusList? = nil) async throws -> StatusListToken {
            try await lists.token(of: Self.batch, since: base?.digest)
        }

        func list(_ token: StatusListToken, held: StatusList? = nil) throws -> StatusList {
            try StatusListToken(parsing: token.bytes).list(
                of: "https://qr.qingquan.cn/v1/status-lists/ten-1", replacing: held,
                by: context.keys.keyring, at: now)
        }
    }

    @Test("A coupon's place in the list is the serial in its signed claims")
    func places() async throws {
        let shop = try await Shop.open(6)
        try await shop.redeem(1)
        try await shop.redeem(6)
        let list = try shop.list(try await shop.token())
        for coupon in shop.coupons {
            let claims = try SignedToken(parsing: coupon.text).verified(by: shop.context.keys.keyring)
            #expect(claims.serial == coupon.serial)
            #expect(list[Int(claims.serial)] == ([1, 6].contains(coupon.serial) ? .usedUp : .valid))
        }
        #expect(list.count == 8 && list[0] == .valid && list[7] == .valid)
    }

    @Test("Within a minute the same token is given again, and a later one when the minute has passed")
    func kept() async throws {
        let shop = try await Shop.open(100)
        let first = try await shop.token()
        try await shop.redeem(5)
        shop.pass(StatusListDesk.freshSeconds - 1)
        #expect(try await shop.token() == first)
        shop.pass(1)
        let second = try await shop.token()
        #expect(try shop.list(second)[5] == .usedUp && shop.list(first)[5] == .valid)
        #expect(second.unverifiedClaims.issuedAt == first.unverifiedClaims.issuedAt + 60)
        #expect(second.unverifiedClaims.expiresAt - second.unverifiedClaims.issuedAt == 259_200)
        #expect(second.unverifiedClaims.timeToLive == 60)
    }

    @Test("A pause and a revocation are in the list at once, however fresh the last one was")
    func atOnce() async throws {
        let shop = try await Shop.open(10)
        #expect(try shop.list(try await shop.token())[4] == .valid)
        let campaigns = CampaignID(unchecked: "spring")
        _ = try await shop.context.store.setState(.paused, of: campaigns, at: ServiceFixture.noon)
        #expect(try shop.list(try await shop.token())[4] == .suspended)
        _ = try await shop.context.store.setState(.active, of: campaigns, at: ServiceFixture.noon)
        #expect(try shop.list(try await shop.token())[4] == .valid)
        try await BatchService(shop.context).revoke(Shop.batch)
        #expect(try shop.list(try await shop.token())[4] == .invalid)
    }

    @Test("Whoever has an earlier list gets what changed, and from it the very list that all others get")
    func changes() async throws {
        let shop = try await Shop.open(3_000)
        // Enough marks that a whole list is longer than what changes from one to the next.
        var random = SplitMix64.forTests()
        for serial in (251...3_000).shuffled(using: &random).prefix(300) { try await shop.redeem(serial) }
        let first = try shop.list(try await shop.token())
        try await shop.redeem(250)
        shop.pass(60)
        let (whole, part) = (try await shop.token(), try await shop.token(since: first))
        #expect(part.mediaType == StatusListToken.changesType && part.bytes.count < whole.bytes.count)
        let later = try shop.list(whole)
        #expect(try later[250] == .usedUp && shop.list(part, held: first) == later)
        // Nothing changed: the same list, and its age is renewed.
        shop.pass(60)
        let renewed = try await shop.token(since: later)
        #expect(try shop.list(renewed, held: later) == later)
        #expect(renewed.unverifiedClaims.issuedAt == shop.now)
    }

    @Test(
        "Whoever has a list that is not known here gets the whole list, and so do those whom changes cost more"
    )
    func whole() async throws {
        let shop = try await Shop.open(400)
        let first = try shop.list(try await shop.token())
        let unknown = try await shop.token(since: StatusList(count: 4))
        #expect(unknown.mediaType == StatusListToken.listType)
        // Every coupon at once: the list is shorter than what changed.
        try await BatchService(shop.context).revoke(Shop.batch)
        let revoked = try await shop.token(since: first)
        #expect(revoked.mediaType == StatusListToken.listType)
        #expect(try shop.list(revoked).markedCount(in: 1..<401) == 400)
    }

    @Test("A list is kept as a base for sixteen later ones, and then no longer")
    func bases() async throws {
        let shop = try await Shop.open(3_000)
        // Enough marks that a whole list is longer than what changes from one to the next.
        var random = SplitMix64.forTests()
        for serial in (101...3_000).shuffled(using: &random).prefix(300) { try await shop.redeem(serial) }
        let first = try shop.list(try await shop.token())
        for serial in 1...StatusListDesk.maximumBaseCount {
            try await shop.redeem(serial)
            shop.pass(60)
            let token = try await shop.token(since: first)
            #expect(token.mediaType == StatusListToken.changesType, "\(serial)")
            #expect(try shop.list(token, held: first)[serial] == .usedUp)
        }
        try await shop.redeem(90)
        shop.pass(60)
        #expect(try await shop.token(since: first).mediaType == StatusListToken.listType)
    }

    @Test("Fifty who ask at once cost one reading of the store")
    func together() async throws {
        let counting = FailingStore(MemoryStore(), failingAt: .max)
        let shop = try await Shop.open(50, store: counting)
        try await withThrowingTaskGroup(of: StatusListToken.self) { group in
            for _ in 0..<50 { group.addTask { try await shop.token() } }
            var tokens: Set<StatusListToken> = []
            for try await token in group { tokens.insert(token) }
            #expect(tokens.count == 1)
        }
        #expect(counting.standingsRead == 1)
    }

    @Test("Batches of short codes, unknown ones, and those of other stores have no list")
    func none() async throws {
        let shop = try await Shop.open(3, profile: .short)
        for name in ["ten-1", "nobody's"] {
            await #expect(throws: ServiceError.notFound(kind: "status list", name: name)) {
                try await shop.lists.token(of: BatchID(unchecked: name))
            }
        }
        #expect(try await shop.lists.addresses().isEmpty)
        let signed = try await Shop.open(3)
        #expect(
            try await signed.lists.addresses().map(\.uri) == [
                "https://qr.qingquan.cn/v1/status-lists/ten-1"
            ])
    }
}
