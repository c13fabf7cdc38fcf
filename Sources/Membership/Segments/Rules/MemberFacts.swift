package import Vocabulary

/// What a segment may know of a member: nothing that names the person.
package struct MemberFacts: Sendable, Hashable {
    package var id: MemberID
    package var state = MemberState.member
    package var tier: String
    package var gender: String?
    package var homeStore: StoreID?
    package var language: String?
    package var source: String?
    package var placement: PlacementID?
    /// The day of joining, by the home store's calendar.
    package var joinedOn: CalendarDate
    package var cell: CoarseCell?
    package var consents: [ConsentPurpose: Consent.State] = [:]
    package var identityKinds: Set<Identity.Kind> = []
    /// Standing uses by offer and day of the store's calendar.
    package var uses: [OfferID: [CalendarDate: Int]] = [:]
    package var snapshots: Set<SnapshotID> = []

    package init(id: MemberID, tier: String, joinedOn: CalendarDate) {
        self.id = id
        self.tier = tier
        self.joinedOn = joinedOn
    }

    /// The attribute as text, or `nil` where it is not known.
    subscript(attribute: MemberAttribute) -> String? {
        switch attribute {
        case .member: id.text
        case .tier: tier
        case .gender: gender
        case .source: source
        case .placement: placement?.text
        case .language: language
        case .homeStore: homeStore?.text
        case .cell: cell?.geohash
        case .state: state.rawValue
        }
    }

    func useCount(of offers: Set<OfferID>, on days: ClosedRange<CalendarDate>) -> Int {
        offers.reduce(0) { sum, offer in
            (uses[offer] ?? [:]).reduce(sum) { days.contains($1.key) ? $0 + $1.value : $0 }
        }
    }
}
