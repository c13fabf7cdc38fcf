import Membership
import Store
package import Vocabulary

/// What a segment would come to.
package struct SegmentPreview: Sendable, Hashable, Encodable {
    package let expression: String
    /// The day from which the expression counts.
    package let day: CalendarDate
    package let members: Int
    package let reach: Reach
    package let cost: Cost
    /// The first by id; nothing that names a person.
    package let sample: [Example]

    /// 5 examples show whether the rule means what was meant.
    package static let usualSampleCount = 5
    /// 100 examples; more is an export.
    package static let maximumSampleCount = 100

    /// How many members a message about an offer may reach.
    package struct Reach: Sendable, Hashable, Encodable {
        /// Those who agreed to marketing.
        package let agreed: Int
        /// Those who agreed and have this way to be reached.
        package let phone: Int
        package let wechat: Int
        package let email: Int
    }

    /// How the members are found.
    package struct Cost: Sendable, Hashable, Encodable {
        /// `cells`, `stores` and `joining` use an index; `scan` looks at every member once.
        package let access: String
    }

    /// A member of the segment.
    package struct Example: Sendable, Hashable, Encodable {
        package let member: MemberID
        package let tier: String
        package let gender: String?
        package let homeStore: StoreID?
        package let joinedOn: CalendarDate
    }

    init(
        _ expression: String, selection: MemberSelection, tally: MemberTally, sample: [SealedMember]
    ) {
        self.expression = expression
        day = selection.today
        members = tally.members
        reach = Reach(
            agreed: tally.agreed, phone: tally.reachable[.phone] ?? 0,
            wechat: tally.reachable[.wechatOpenID] ?? 0, email: tally.reachable[.email] ?? 0)
        cost = Cost(access: selection.access.rawValue)
        self.sample = sample.map { member in
            Example(
                member: member.id, tier: member.tier, gender: member.gender, homeStore: member.homeStore,
                joinedOn: member.joinedOn)
        }
    }

    /// The preview for people.
    package var text: String {
        let how =
            cost.access == MemberSelection.Access.scan.rawValue
            ? "every member is looked at" : "found by the index of \(cost.access)"
        var rows = [
            ["members", "\(members), \(how)"], ["agreed to marketing", "\(reach.agreed)"],
            ["by phone", "\(reach.phone)"], ["by WeChat", "\(reach.wechat)"],
            ["by e-mail", "\(reach.email)"],
        ]
        if !sample.isEmpty { rows.append(["for example", ""]) }
        let examples = sample.map { example in
            [
                "  \(example.member.text)", example.tier, example.gender ?? "-",
                example.homeStore?.text ?? "-",
                "joined \(example.joinedOn)",
            ]
        }
        return (TextTable(rows: rows).lines + TextTable(rows: examples).lines).joined(separator: "\n")
    }
}
