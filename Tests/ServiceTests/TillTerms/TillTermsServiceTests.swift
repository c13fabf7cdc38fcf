import OfflineTill
import Payload
import Promotion
import Service
import Store
import Synchronization
import Testing
import Vocabulary

/// The server's side of a till's terms.
@Suite struct TillTermsServiceTests {
    private static let campaign = CampaignID(unchecked: "spring")

    private func terms(_ fixture: ServiceFixture) async throws -> TillTerms {
        try await TillTermsService(fixture.context).terms(for: fixture.terminal)
    }

    /// The fixture's campaign with what a test changes.
    private func apply(
        _ id: String = "spring", first: String = "2027-01-01", last: String = "2027-12-31",
        limits: Limits = Limits(), budget: Money? = nil, allowance: OfflineAllowance? = nil,
        to fixture: ServiceFixture
    ) async throws {
        let validity = Validity(
            firstDay: try #require(CalendarDate(parsing: first)),
            lastDay: try #require(CalendarDate(parsing: last)))
        let offer = Offer(
            id: OfferID(unchecked: id == "spring" ? "ten" : "ten-\(id)"), title: LocalizedText("Ten off"),
            benefit: .amountOff(try ServiceFixture.yuan("10.00")), limits: limits)
        let campaign = Campaign(
            id: CampaignID(unchecked: id), title: LocalizedText("Spring"), validity: try #require(validity),
            offers: [offer], budget: budget, allowance: allowance)
        _ = try await fixture.context.store.apply(campaign, at: ServiceFixture.noon)
    }

    private func allowance() throws -> OfflineAllowance {
        OfflineAllowance(
            usesPerTerminal: 2, usesPerCoupon: 1, amount: try ServiceFixture.yuan("20.00"),
            maximumStatusAgeSeconds: 3_600)
    }

    private func redeem(_ coupon: IssuedCoupon, _ fixture: ServiceFixture) async throws {
        let call = RedemptionCall(code: coupon.text, amount: try ServiceFixture.yuan("80.00"))
        let reply = try await RedemptionService(fixture.context).redeem(
            call, key: "k\(coupon.serial)", terminal: fixture.terminal)
        guard case .redeemed = reply.answer else {
            Issue.record("coupon \(coupon.serial) was not redeemed: \(reply.answer)")
            return
        }
    }

    @Test("They name the terminal, its store, its zone, the keys, and how long they may be believed")
    func frame() async throws {
        let fixture = try await ServiceFixture.make()
        let terms = try await terms(fixture)
        #expect(terms.terminal == fixture.terminal.id && terms.store.text == "SH01")
        #expect(terms.standing == .trusted && terms.currency == .yuan)
        #expect(terms.timeZone == "Asia/Shanghai" && terms.utcOffsetSeconds == 28_800)
        #expect(terms.issuedAt == ServiceFixture.noon)
        #expect(terms.usableUntil == ServiceFixture.noon.advanced(bySeconds: 259_200))
        #expect(try terms.keyring() == fixture.context.keys.keyring)
        #expect(try TillTerms(parsing: try terms.encoded()) == terms)
    }

    @Test("Counts are those of the terminal's store today, and what the campaign took off")
    func counts() async throws {
        let fixture = try await ServiceFixture.make()
        try await apply(budget: try ServiceFixture.yuan("500.00"), allowance: allowance(), to: fixture)
        for coupon in try await fixture.issue(3, profile: .signed).prefix(2) {
            try await redeem(coupon, fixture)
        }
        let terms = try await terms(fixture)
        let offer = try #require(terms.offers.first)
        #expect(offer.usesInCampaign == 2 && offer.stockGiven == 2 && offer.usesInStore == 2)
        #expect(offer.countedOn == CalendarDate(parsing: "2027-03-01"))
        let campaign = try #require(terms.campaigns.first)
        #expect(campaign.budget?.limit == (try ServiceFixture.yuan("500.00")))
        #expect(campaign.budget?.given == (try ServiceFixture.yuan("20.00")))
        #expect(campaign.allowance == (try allowance()))
        #expect(terms.batches.map(\.id.text) == ["ten-1"])
        #expect(terms.batches.map(\.statusList) == ["https://qr.qingquan.cn/v1/status-lists/ten-1"])
    }

    @Test("Campaigns that run, are paused, begin soon or have just ended are there, and no others")
    func campaigns() async throws {
        let fixture = try await ServiceFixture.make()
        // The terms end on 4 March at noon.
        try await apply("soon", first: "2027-03-04", to: fixture)
        try await apply("later", first: "2027-03-05", to: fixture)
        try await apply("ended", last: "2027-01-29", to: fixture)
        try await apply("long-ended", last: "2027-01-28", to: fixture)
        try await apply("paused", to: fixture)
        _ = try await fixture.context.store.setState(
            .paused, of: CampaignID(unchecked: "paused"), at: ServiceFixture.noon)
        let terms = try await terms(fixture)
        #expect(terms.campaigns.map(\.id.text) == ["ended", "paused", "soon", "spring"])
        #expect(terms.campaigns.map(\.state) == [.active, .paused, .active, .active])
        #expect(terms.offers.map(\.campaign.text) == ["ended", "paused", "soon", "spring"])
    }

    @Test("Only batches with signed codes are there, revoked ones too") func batches() async throws {
        let fixture = try await ServiceFixture.make()
        _ = try await fixture.issue(1)
        _ = try await fixture.issue(1, profile: .signed)
        _ = try await fixture.issue(1, profile: .signed)
        let revoked = try #require(try await fixture.context.store.batches().last)
        try await BatchService(fixture.context).revoke(revoked.id)
        let batches = try await terms(fixture).batches
        #expect(batches.map(\.number) == [2, 3])
        #expect(batches.map(\.state) == [.issued, .revoked])
    }

    @Test("A till with these terms and the list judges as the server does, within the allowance")
    func judges() async throws {
        let fixture = try await ServiceFixture.make()
        try await apply(allowance: allowance(), to: fixture)
        let coupons = try await fixture.issue(5, profile: .signed)
        try await redeem(coupons[0], fixture)
        let read = try TillTerms(parsing: try await terms(fixture).encoded())
        let batch = try #require(read.batches.first)
        let bytes = try await StatusListService(fixture.context).token(of: batch.id).bytes
        let list = try VerifiedStatusList(
            StatusListToken(parsing: bytes), of: batch.statusList, by: try read.keyring(),
            at: ServiceFixture.noon)
        let facts = OfflineFacts(
            terms: try read.offlineTerms(statusLists: [batch.number: .list(list)]),
            leases: LeaseBook(terminal: read.terminal), uses: OfflineUses(store: read.store))
        func judge(_ code: String, _ amount: String? = "80.00") throws -> OfflineVerdict {
            let wish = try OfflineWish(key: "k", code: code, amount: try amount.map(ServiceFixture.yuan))
            let offset = read.utcOffsetSeconds(at: ServiceFixture.noon)
            return OfflineJudge.judge(
                wish, facts, at: OfflineMoment(.believed(ServiceFixture.noon), utcOffsetSeconds: offset))
        }
        guard case .refused(.rule(.alreadyRedeemed)) = try judge(coupons[0].text) else {
            Issue.record("a used coupon was given")
            return
        }
        guard case .accepted(let acceptance) = try judge(coupons[1].text) else {
            Issue.record("a good coupon was not given")
            return
        }
        #expect(acceptance.offer.id.text == "ten" && acceptance.ground == .allowance)
        #expect(acceptance.acceptance.discount == (try ServiceFixture.yuan("10.00")))
    }

    @Test("What names an answer changes with what it says and with the hour, not with the minute")
    func names() async throws {
        let clock = Mutex<Int64>(0)
        let fixture = try await ServiceFixture.make()
        let context = ServiceContext(
            workspace: fixture.context.workspace, store: fixture.context.store,
            surroundings: Surroundings(
                now: { ServiceFixture.noon.advanced(bySeconds: clock.withLock { $0 }) },
                randomBytes: Surroundings.system.randomBytes))
        let service = TillTermsService(context)
        let first = try await service.answer(to: fixture.terminal)
        clock.withLock { $0 = 3_599 }
        let same = try await service.answer(to: fixture.terminal)
        #expect(same.digest == first.digest && same.body != first.body)
        clock.withLock { $0 = 3_600 }
        #expect(try await service.answer(to: fixture.terminal).digest != first.digest)
        clock.withLock { $0 = 0 }
        _ = try await context.store.setState(.paused, of: Self.campaign, at: ServiceFixture.noon)
        #expect(try await service.answer(to: fixture.terminal).digest != first.digest)
    }

    @Test("A terminal whose store the settings have lost gets none") func lostStore() async throws {
        let fixture = try await ServiceFixture.make()
        var terminal = fixture.terminal
        terminal.store = StoreID(unchecked: "GONE")
        do throws(ServiceError) {
            _ = try await TillTermsService(fixture.context).terms(for: terminal)
            Issue.record("a till without a store got terms")
        } catch {
            #expect(error == .notFound(kind: "store", name: "GONE"))
        }
    }
}
