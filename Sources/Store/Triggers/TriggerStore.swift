package import Vocabulary

/// Finds members whom triggers are about.
package protocol TriggerStore: Sendable {
    /// Returns members in the program who were born on a day of the year, by id.
    ///
    /// - Parameters:
    ///   - dayNumber: Month and day, such as 229.
    ///   - id: The last one of the page before; `nil` for the first page.
    ///   - limit: How many at most.
    ///   - home: Whose.
    /// - Returns: The members of the page.
    /// - Throws: `StoreError`.
    func members(
        bornOn dayNumber: Int, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [TriggeredMember]

    /// Returns members in the program who joined until a day and have no standing redemption after it, by id.
    ///
    /// What anyone redeemed or was given who became part of them counts as theirs.
    ///
    /// - Parameters:
    ///   - question: The day, and whose coupons are counted.
    ///   - id: The last one of the page before; `nil` for the first page.
    ///   - limit: How many at most.
    ///   - home: Whose.
    /// - Returns: The members of the page.
    /// - Throws: `StoreError`.
    func absentMembers(
        _ question: AbsenceQuestion, after id: MemberID?, limit: Int, home: Home
    ) async throws(StoreError) -> [AbsentMember]
}

/// How members are read for triggers.
package enum TriggerPage {
    /// 500 members: some hundred kilobytes, and as many ids as a question about a segment may name.
    package static let count = 500
}

/// What a trigger has to know of a member.
package struct TriggeredMember: Sendable, Hashable {
    package var id: MemberID
    package var homeStore: StoreID?
    package var joinedOn: CalendarDate
    /// A word of `Membership.Consent`.
    package var marketingConsent: String

    package init(id: MemberID, homeStore: StoreID?, joinedOn: CalendarDate, marketingConsent: String) {
        self.id = id
        self.homeStore = homeStore
        self.joinedOn = joinedOn
        self.marketingConsent = marketingConsent
    }
}

/// Who is asked for as absent.
package struct AbsenceQuestion: Sendable, Hashable {
    /// Nobody who joined or redeemed after it.
    package var lastDay: CalendarDate
    /// Which grants are counted.
    package var series: String

    package init(lastDay: CalendarDate, series: String) {
        self.lastDay = lastDay
        self.series = series
    }
}

/// A member who stayed away.
package struct AbsentMember: Sendable, Hashable {
    package var member: TriggeredMember
    /// The last redemption that was not taken back; `nil` for none ever.
    package var lastRedeemedOn: CalendarDate?
    /// How many grants of the series they have.
    package var grantCount: Int
    package var lastGrantedAt: Instant?

    package init(
        member: TriggeredMember, lastRedeemedOn: CalendarDate?, grantCount: Int, lastGrantedAt: Instant?
    ) {
        self.member = member
        self.lastRedeemedOn = lastRedeemedOn
        self.grantCount = grantCount
        self.lastGrantedAt = lastGrantedAt
    }
}
