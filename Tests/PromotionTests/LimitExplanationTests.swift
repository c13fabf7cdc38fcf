import Promotion
import Testing
import Vocabulary

/// What a refusal for a limit says of when, where and for how much there is more.
@Suite struct LimitExplanationTests {
    /// A member's and a store's limit of a day, both reached on Wednesday, 2027-03-10.
    private func facts(
        weekdays: [Weekday] = Weekday.allCases, stores: Conditions.StoreScope = .every,
        limits: Limits = Limits(usesPerMemberAndDay: 1)
    ) throws -> Redemption.Facts {
        let conditions = Conditions(weekdays: weekdays, stores: stores, holder: .member)
        var facts = try Sample.facts(try Sample.offer(conditions: conditions, limits: limits))
        facts.member = Redemption.Member(
            id: try MemberID(parsing: "M1"), joinedOn: try Sample.date("2027-03-01"), usesOfOffer: 1,
            usesOfOfferToday: 1)
        facts.usesInStoreToday = 3
        return facts
    }

    private func refusal(_ facts: Redemption.Facts, on day: String = "2027-03-10") throws -> Refusal? {
        Redemption.decide(facts, try Sample.request(on: day, member: "M1")).refusal
    }

    private func again(_ day: String) throws -> Refusal {
        .memberDayLimit(limit: 1, again: .on(day: try Sample.date(day)))
    }

    @Test("The next day is the next of the offer's weekdays")
    func nextWeekday() throws {
        #expect(try refusal(try facts()) == again("2027-03-11"))
        #expect(try refusal(try facts(weekdays: [.monday, .wednesday])) == again("2027-03-15"))
        #expect(try refusal(try facts(weekdays: [.wednesday])) == again("2027-03-17"))
    }

    @Test("On the last day of the campaign, the coupon or the member there is none")
    func lastDay() throws {
        let never = Refusal.memberDayLimit(limit: 1, again: .never)
        #expect(try refusal(try facts(), on: "2027-03-31") == never)
        #expect(try refusal(try facts(), on: "2027-03-30") == again("2027-03-31"))
        // The last Wednesday of a campaign that ends on the Wednesday is its last day of use before its end, too.
        #expect(try refusal(try facts(weekdays: [.wednesday]), on: "2027-03-31") == never)
        #expect(try refusal(try facts(weekdays: [.tuesday]), on: "2027-03-30") == never)
        var ending = try facts()
        ending.coupon.lastDay = try Sample.date("2027-03-10")
        #expect(try refusal(ending) == never)
        let conditions = Conditions(holder: .member, daysFromJoining: 9)
        var joined = try facts()
        joined.offer = try Sample.offer(conditions: conditions, limits: Limits(usesPerMemberAndDay: 1))
        #expect(try refusal(joined) == never)
    }

    @Test(
        "Of a member's limits the total is told, which never gives again; of a day's the member's before the store's"
    )
    func order() throws {
        let limits = Limits(usesPerMember: 1, usesPerMemberAndDay: 1, usesPerStoreAndDay: 3)
        #expect(try refusal(try facts(limits: limits)) == .memberLimit(limit: 1))
        let daily = Limits(usesPerMemberAndDay: 1, usesPerStoreAndDay: 3)
        #expect(try refusal(try facts(limits: daily)) == again("2027-03-11"))
    }

    @Test("A store's limit of a day sends to other stores only where there are some")
    func otherStores() throws {
        let (here, there) = (try StoreID(parsing: "SH01"), try StoreID(parsing: "BJ01"))
        func isGoodElsewhere(_ scope: Conditions.StoreScope, _ stock: [StoreStock]? = nil) throws -> Bool? {
            let limits = Limits(usesPerStoreAndDay: 3, stock: stock)
            guard case .storeLimit(3, _, let isGood) = try refusal(try facts(stores: scope, limits: limits))
            else {
                return nil
            }
            return isGood
        }
        #expect(try isGoodElsewhere(.every) == true)
        #expect(try isGoodElsewhere(.only([there, here])) == true)
        #expect(try isGoodElsewhere(.only([here])) == false)
        #expect(try isGoodElsewhere(.every, [StoreStock(store: here, count: 9)]) == false)
    }

    @Test("A used up stock names the stores that were given some and where the offer is good, seven at most")
    func stock() throws {
        let ids = try (1...9).map { try StoreID(parsing: "S\($0)") }
        let here = StoreStock(store: try StoreID(parsing: "SH01"), count: 2)
        let others = ids.map { StoreStock(store: $0, count: $0 == ids[0] ? 0 : 5) }
        var facts = try facts(limits: Limits(stock: others + [here]))
        facts.stockGiven = 2
        #expect(try refusal(facts) == .stockExhausted(had: 2, others: Array(ids[1...7])))
        facts.offer = try Sample.offer(
            conditions: Conditions(stores: .only([ids[0], ids[3], here.store]), holder: .member),
            limits: Limits(stock: others + [here]))
        #expect(try refusal(facts) == .stockExhausted(had: 2, others: [ids[3]]))
        facts.offer = try Sample.offer(limits: Limits(stock: others))
        facts.stockGiven = 0
        #expect(try refusal(facts) == .stockExhausted(had: 0, others: Array(ids[1...7])))
    }

    @Test("A stock that no other store has is told before the place, since nobody can change it")
    func onlyStock() throws {
        let here = StoreStock(store: try StoreID(parsing: "SH01"), count: 2)
        var facts = try facts(weekdays: [.sunday], limits: Limits(stock: [here]))
        facts.stockGiven = 2
        #expect(try refusal(facts) == .stockExhausted(had: 2, others: []))
        facts.stockGiven = 1
        #expect(try refusal(facts) == .wrongWeekday(allowed: [.sunday]))
    }

    @Test("A budget says what is left of it where that is less than the discount")
    func budget() throws {
        var facts = try Sample.facts()
        let (limit, campaign) = (try Sample.money(2_500), try CampaignID(parsing: "spring"))
        facts.budget = Redemption.Budget(campaign: campaign, limit: limit, given: 2_000)
        let (left, ten) = (try Sample.money(500), try Sample.money(1_000))
        #expect(try refusal(facts) == .budgetSpent(budget: limit, left: left, discount: ten))
        facts.budget?.given = 2_500
        #expect(try refusal(facts) == .budgetSpent(budget: limit, left: try Sample.money(0), discount: nil))
    }

    @Test("A minimum spend of certain items says what they come to, not the whole purchase")
    func minimumOfItems() throws {
        let minimum = try Sample.money(5_000)
        let conditions = Conditions(minimumSpend: minimum, items: ItemScope(articles: ["TEA-*"]))
        let facts = try Sample.facts(try Sample.offer(conditions: conditions))
        let lines = try [("TEA-1", Int64(4_000)), ("CUP-1", 9_000)].map {
            Basket.Line(article: $0.0, quantity: 1, unitPrice: try Sample.money($0.1))
        }
        let plain = try Sample.request()
        let request = Redemption.Request(
            store: plain.store, moment: plain.moment, basket: Basket(lines: lines))
        let given = try Sample.money(4_000)
        #expect(
            Redemption.decide(facts, request).refusal
                == .itemsBelowMinimumSpend(minimum: minimum, given: given))
        #expect(Redemption.decide(facts, plain).refusal == .itemsRequired)
    }
}
