import Foundation
import OfflineTill
import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// Codes whose key has ended, by the server and by a till with its terms.
@Suite struct EndedKeyTests {
    private let end = LocalMoment(
        instant: ServiceFixture.noon.advanced(bySeconds: 60), utcOffsetSeconds: 8 * 3_600)

    /// A shop with signed coupons, whose key ends a minute after noon.
    private func withShop(_ work: (inout KeyedShop, [IssuedCoupon]) async throws -> Void) async throws {
        try await KeyedShop.with { shop in
            let coupons = try await shop.fixture.issue(5, profile: .signed)
            try await shop.endFirstKey(secondsLater: 60)
            try await work(&shop, coupons)
        }
    }

    private func call(_ codes: String...) throws -> RedemptionCall {
        RedemptionCall(codes: codes, amount: try ServiceFixture.yuan("80.00"))
    }

    private func redeem(
        _ codes: String..., key: String, in shop: KeyedShop
    ) async throws -> RedemptionReply.Answer {
        let call = RedemptionCall(codes: codes, amount: try ServiceFixture.yuan("80.00"))
        return try await RedemptionService(shop.context)
            .redeem(call, key: key, terminal: shop.fixture.terminal, language: .english).answer
    }

    private func problem(_ answer: RedemptionReply.Answer) -> Problem? {
        if case .refused(let problem) = answer { problem } else { nil }
    }

    private func wasRedeemed(_ answer: RedemptionReply.Answer) -> Bool {
        if case .redeemed = answer { true } else { false }
    }

    @Test("Until its end a key's codes are redeemed, and from then on they are refused as key_expired")
    func redeemed() async throws {
        try await withShop { shop, coupons in
            try shop.restart(secondsLater: 59)
            #expect(wasRedeemed(try await redeem(coupons[0].text, key: "k1", in: shop)))
            try shop.restart(secondsLater: 60)
            let refused = try #require(problem(try await redeem(coupons[1].text, key: "k2", in: shop)))
            #expect(refused == Problem(Refusal.keyExpired(since: end), language: .english))
            #expect(refused.status == 422 && refused.reason == "key_expired")
            #expect(refused.keyEndedAt == "2027-03-01T12:01:00.000+08:00")
            // The same key gets the same answer, also the good one from before.
            let again = try await redeem(coupons[1].text, key: "k2", in: shop)
            #expect(problem(again) == refused)
            #expect(wasRedeemed(try await redeem(coupons[0].text, key: "k1", in: shop)))
            // A key that nobody ended, and the coupon by its short code, which is no signature.
            let anew = try await shop.fixture.coupon(2)
            #expect(anew.code == coupons[1].code && anew.text != coupons[1].text)
            #expect(wasRedeemed(try await redeem(anew.text, key: "k3", in: shop)))
            #expect(wasRedeemed(try await redeem(coupons[2].code.text, key: "k4", in: shop)))
        }
    }

    @Test("A forged code stays unknown, whichever key it names")
    func forged() async throws {
        try await withShop { shop, coupons in
            try shop.restart(secondsLater: 60)
            let token = try SignedToken(parsing: coupons[0].text)
            let stranger = try IssuerSigningKey(keyID: 1, seed: [UInt8](repeating: 3, count: 32))
            let forged = try SignedToken(signing: token.unverifiedClaims, with: stranger)
            #expect(problem(try await redeem(forged.text, key: "k1", in: shop))?.reason == "unknown_code")
        }
    }

    @Test("Validations, reservations and leases refuse them too, and what was held before is settled")
    func everywhere() async throws {
        try await withShop { shop, coupons in
            let terminal = shop.fixture.terminal
            let held = try await RedemptionService(shop.context).reserve(
                ReservationCall(wish: try call(coupons[0].text), seconds: 600), key: "h", terminal: terminal)
            guard case .reservation(let reservation) = held.answer else { throw ServiceFixture.Broken() }
            try shop.restart(secondsLater: 60)
            let service = RedemptionService(shop.context)
            let wish = try call(coupons[1].text)
            guard case .refused(let invalid) = try await service.validate(wish, terminal: terminal) else {
                throw ServiceFixture.Broken()
            }
            #expect(invalid.reason == "key_expired")
            let late = try await service.reserve(ReservationCall(wish: wish), key: "r", terminal: terminal)
            guard case .refused(let unheld) = late.answer else { throw ServiceFixture.Broken() }
            #expect(unheld.reason == "key_expired")
            let journal = String(repeating: "d75a980182b10ab7", count: 4)
            _ = try await service.keep(journalKey: journal, terminal: terminal)
            let lease = try await service.lease(
                LeaseCall(.codes([coupons[2].text, coupons[3].code.text])), key: "l", terminal: terminal)
            guard case .leased(let leased) = lease.answer else { throw ServiceFixture.Broken() }
            #expect(leased.coupons == 1 && leased.leftOut.map(\.reason) == ["key_expired"])
            let settled = try await service.settle(
                SettlementCall(), reservation: reservation.reservation, key: "s", terminal: terminal)
            #expect(wasRedeemed(settled.answer))
        }
    }

    @Test("Of several coupons the one with the ended key is named, and none is redeemed")
    func stack() async throws {
        try await withShop { shop, coupons in
            try shop.restart(secondsLater: 60)
            let good = try await shop.fixture.coupon(2)
            let refused = problem(try await redeem(good.text, coupons[0].text, key: "k", in: shop))
            #expect(refused?.coupons?.map(\.reason) == [nil, "key_expired"])
            #expect(wasRedeemed(try await redeem(good.text, key: "k2", in: shop)))
        }
    }

    @Test("Outsiders are shown nothing of such a code, and staff the coupon as it stands")
    func pages() async throws {
        try await withShop { shop, coupons in
            try shop.restart(secondsLater: 59)
            let before = CouponPageService(shop.context)
            #expect(try await before.page(of: coupons[0].text, for: .holder) != nil)
            try shop.restart(secondsLater: 60)
            let after = CouponPageService(shop.context)
            #expect(try await after.page(of: coupons[0].text, for: .holder) == nil)
            #expect(try await after.page(of: coupons[0].text, for: .staff)?.state == .redeemable)
            #expect(try await after.page(of: coupons[0].code.text, for: .holder) != nil)
        }
    }

    @Test("Receipts from before stay genuine, and new ones are signed by the key that signs now")
    func receipts() async throws {
        try await KeyedShop.with { shop in
            let coupons = try await shop.fixture.issue(2)
            guard case .redeemed(let old) = try await redeem(coupons[0].text, key: "k1", in: shop) else {
                throw ServiceFixture.Broken()
            }
            try await shop.endFirstKey(secondsLater: 60)
            try shop.restart(secondsLater: 60)
            guard case .redeemed(let new) = try await redeem(coupons[1].text, key: "k2", in: shop) else {
                throw ServiceFixture.Broken()
            }
            let keys = shop.context.keys.keyring
            for receipt in [old.receipt, new.receipt] {
                #expect(ReceiptVerificationDocument(receipt, keyring: keys).outcome == .genuine)
            }
            let second = try IssuerKeyring([shop.context.keys.signing.publicKey])
            #expect(ReceiptVerificationDocument(new.receipt, keyring: second).outcome == .genuine)
            #expect(ReceiptVerificationDocument(old.receipt, keyring: second).outcome == .notGenuine)
        }
    }

    @Test("A till's terms carry the end, and the till refuses such codes without the server, to the second")
    func offline() async throws {
        try await withShop { shop, coupons in
            try await shop.allow()
            try shop.restart()
            let terms = try await shop.fetchedTerms()
            #expect(terms.keys.map(\.endsAt) == [end.instant, nil])
            let anew = try await shop.fixture.coupon(2)
            func judge(_ coupon: IssuedCoupon, secondsLater: Int64) throws -> OfflineVerdict {
                let wish = try OfflineWish(
                    key: "k", code: coupon.text, amount: try ServiceFixture.yuan("80.00"), cashier: "Li",
                    attempt: .none)
                let now = ServiceFixture.noon.advanced(bySeconds: secondsLater)
                return OfflineJudge.judge(
                    wish, try terms.facts(), at: OfflineMoment(.believed(now), utcOffsetSeconds: 28_800))
            }
            guard case .accepted = try judge(coupons[1], secondsLater: 59) else {
                Issue.record("refused before the end")
                return
            }
            #expect(
                try judge(coupons[1], secondsLater: 60) == .refused(.rule(.keyExpired(since: end))))
            guard case .accepted = try judge(anew, secondsLater: 60) else {
                Issue.record("what the second key signed was refused")
                return
            }
        }
    }

    @Test("Terms with another end are other terms, so that a till fetches them")
    func fetched() async throws {
        try await KeyedShop.with { shop in
            _ = try await shop.owner.rotate()
            try shop.restart()
            let before = try await TillTermsService(shop.context).answer(to: shop.fixture.terminal)
            _ = try await shop.owner.end(1, at: .at(end.instant))
            try shop.restart()
            let after = try await TillTermsService(shop.context).answer(to: shop.fixture.terminal)
            #expect(before.digest != after.digest)
        }
    }

    @Test("A use that a till gave before the end is a redemption when the till tells of it later")
    func uploaded() async throws {
        try await withShop { shop, coupons in
            try await shop.allow()
            try shop.restart()
            let terms = try await shop.fetchedTerms()
            var till = try ShopTill(
                shop.fixture.terminal, terms: try terms.facts().terms,
                folder: shop.folder.path(percentEncoded: false), seed: 7,
                now: ServiceFixture.noon.advanced(bySeconds: 59))
            guard
                case .accepted = try till.scan(
                    coupons[0].text, key: "k", amount: try ServiceFixture.yuan("80.00"))
            else { throw ServiceFixture.Broken() }
            try shop.restart(secondsLater: 600)
            let service = RedemptionService(shop.context)
            _ = try await service.keep(journalKey: till.publicKey, terminal: till.terminal)
            let batch = try till.lines(from: 1)
            guard case .taken(let document) = try await service.upload(batch.lines, terminal: till.terminal)
            else { throw ServiceFixture.Broken() }
            #expect(document.answers.map(\.answer) == [.redeemed])
        }
    }
}

extension ServiceFixture {
    /// A coupon of the only batch, as it is exported now.
    fileprivate func coupon(_ serial: UInt32) async throws -> IssuedCoupon {
        guard let batch = try await context.store.batches().first else { throw Broken() }
        return try CouponMaker(batch: batch, context: context).coupon(serial: serial)
    }
}

extension KeyedShop {
    /// Lets tills give the offer without the server.
    fileprivate func allow() async throws {
        let campaign = try #require(try await context.store.campaigns().first).campaign
        let allowed = Campaign(
            id: campaign.id, title: campaign.title, validity: campaign.validity, offers: campaign.offers,
            allowance: OfflineAllowance(
                usesPerTerminal: 5, usesPerCoupon: 1, amount: try ServiceFixture.yuan("100.00"),
                maximumStatusAgeSeconds: 3_600))
        _ = try await context.store.apply(allowed, at: ServiceFixture.noon)
    }

    /// The terms as a till reads what the server sends.
    fileprivate func fetchedTerms() async throws -> TillTerms {
        let answer = try await TillTermsService(context).answer(to: fixture.terminal)
        return try TillTerms(parsing: answer.body)
    }
}

extension TillTerms {
    /// What a till judges by that has given nothing yet.
    fileprivate func facts() throws -> OfflineFacts {
        let open = StatusKnowledge.list(OldList(issuedAt: ServiceFixture.noon))
        let lists = Dictionary(uniqueKeysWithValues: batches.map { ($0.number, open) })
        return OfflineFacts(
            terms: try offlineTerms(statusLists: lists), leases: LeaseBook(terminal: terminal),
            uses: OfflineUses(store: store))
    }
}
