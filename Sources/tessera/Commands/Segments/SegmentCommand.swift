import ArgumentParser

/// Rules that select members.
struct SegmentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "segment", abstract: "Says whom a rule selects, and keeps rules and lists of members.",
        discussion: """
            A rule is written as in: tier >= vip and gender = female and within(3 km, store SH01) \
            and not redeemed(60 days) and consent(marketing). Attributes: tier, gender, store, region, district, \
            language, source, placement, place, joined_on, member; each may be compared with = and !=, or given a \
            list: gender in (female, male), or asked for: gender is known. Functions: within, redeemed, \
            redemptions, joined, consent, has, segment, snapshot. What is not known of a member is neither this \
            nor that; `not` of it holds.
            """,
        subcommands: [
            SegmentPreviewCommand.self, SegmentSave.self, SegmentList.self, SegmentShow.self,
            SegmentRemove.self, SegmentFreeze.self, SegmentSnapshots.self, SegmentThaw.self,
        ])
}
