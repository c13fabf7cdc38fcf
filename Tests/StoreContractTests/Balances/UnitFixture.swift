import Promotion
import Store
import Vocabulary

/// Shorthands for requests to the unit ledger.
enum UnitFixture {
    static let member = Fixture.member
    static let year = UnitLifetime(months: 12)
    static let month = UnitLifetime(months: 1)
    static let card = StampCard(
        id: StampCardID(unchecked: "tea"), title: LocalizedText("Tea"), goal: 5,
        reward: OfferID(unchecked: "once"), atMostPerDay: 8)

    static let today = Fixture.moment().date

    static func request(
        _ key: String, _ action: UnitOrder.Action, of member: MemberID = member,
        on day: CalendarDate = today, attempt: Int = 1
    ) -> UnitRequest {
        let order = UnitOrder(
            id: UnitEntryID(unchecked: "u-\(key)-\(attempt)"), at: Fixture.now, day: day, actor: "till",
            action: action)
        return UnitRequest(
            member: member, order: order, key: key, digest: Fixture.digest("\(action) \(member)"))
    }

    /// The name of the entry that a first attempt under a key made.
    static func entry(_ key: String) -> UnitEntryID { UnitEntryID(unchecked: "u-\(key)-1") }
}

extension BalanceStore {
    /// Carries out an action under a key, for the first time.
    func run(
        _ key: String, _ action: UnitOrder.Action, of member: MemberID = UnitFixture.member,
        on day: CalendarDate = UnitFixture.today
    ) async throws(StoreError) -> UnitOutcome {
        try await carryOut(UnitFixture.request(key, action, of: member, on: day), home: Fixture.home).outcome
    }

    /// What a member can spend of a unit.
    func available(
        _ unit: BalanceUnit = .points, of member: MemberID = UnitFixture.member,
        on day: CalendarDate = UnitFixture.today
    ) async throws(StoreError) -> Int64 {
        guard let held = try await units(of: member, home: Fixture.home) else { return -1 }
        return UnitBalance(unit, lots: held.lots, debts: held.debts, on: day).available
    }
}

extension UnitOutcome {
    var refusal: UnitRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }

    var entries: [UnitEntry] {
        if case .accepted(let answer) = self { answer.entries } else { [] }
    }
}
