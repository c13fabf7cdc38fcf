import Membership
import Testing
import Vocabulary

@Suite struct SegmentRuleTests {
    @Test(
        "A rule selects the member of whom it holds",
        arguments: [
            "everyone", "tier >= silver", "tier = gold", "tier > silver", "tier <= gold", "tier != member",
            "TIER = GOLD", "gender = female", "gender = 女", "gender in (female, male)", "gender is known",
            "store = SH01", "home_store = sh01", "store in (SH02, SH01)", "region = 上海市",
            "region = \"上海市\"", "district = '黄浦区'", "region != Victoria", "language = zh",
            "language = zh-hans", "language in (en, zh)", "source = till", "source != packaging",
            "member = Q1", "member_id in (Q1, Q2)", "placement is unknown", "placement is not known",
            "joined(10 days)", "joined(2 weeks)", "joined_on >= 2026-11-18", "joined_on = 2026-11-18",
            "joined_on < 2026-11-19", "joined_on <= 10 days ago", "joined_on > 1 month ago",
            "joined_on < today", "consent(marketing)", "not consent(sharing)", "not consent(location)",
            "has(phone)", "not has(wechat_openid)", "redeemed(offer welcome)",
            "redeemed(campaign spring, 60 days)",
            "redeemed(1 day)", "redeemed()", "redeemed(offer welcome, since 2026-11-28)",
            "not redeemed(offer tea-cup)", "redemptions(offer welcome, 60 days) >= 3",
            "redemptions(offer welcome, 59 days) = 2", "redemptions() > 2", "redemptions(1 day) < 3",
            "redemptions(campaign packaging) = 0", "redemptions() != 2", "redemptions(3 days) <= 2",
            "within(3 km, store SH01)", "within(3km, store SH01)", "within(3000 m, point 31.2274 121.4923)",
            "not within(3 km, point -37.8 144.9)", "snapshot(june)", "segment(vip)", "not segment(lapsed)",
            "tier = gold and gender = female or tier = member",
            "tier = member or tier = gold and gender = female",
            "not (tier = member or gender = male)", "not not tier = gold", "(((tier = gold)))",
            "place is known", "state = member", "state != follower", "STATE in (Member)", "state is known",
        ])
    func selects(_ expression: String) throws {
        #expect(try SegmentFixture.selects(expression))
        #expect(try !SegmentFixture.selects("not (\(expression))"))
    }

    @Test(
        "A test of what is not known is false, and its opposite true",
        arguments: [
            "gender = female", "gender != female", "gender in (female, male)", "gender is known",
            "store = SH01", "store != SH01", "region != Victoria", "language = zh", "language != en",
            "source = till", "source != till", "placement = tent", "place = wtw3s", "place is known",
            "within(500 km, store SH01)",
        ])
    func unknown(_ expression: String) throws {
        let facts = MemberFacts(
            id: MemberID(unchecked: "Q2"), tier: "member", joinedOn: SegmentFixture.today)
        #expect(try !SegmentFixture.selects(expression, facts))
        #expect(try SegmentFixture.selects("not \(expression)", facts))
    }

    @Test("Days ago move along with the calendar, and the last day of a month is the shorter one's")
    func days() {
        let last = CalendarDate(year: 2027, month: 3, day: 31).map {
            DaySpan.Day.ago(1, .month).date(today: $0)
        }
        #expect(last == CalendarDate(year: 2027, month: 2, day: 28))
        let leap = CalendarDate(year: 2028, month: 2, day: 29).map {
            DaySpan.Day.ago(1, .year).date(today: $0)
        }
        #expect(leap == CalendarDate(year: 2027, month: 2, day: 28))
        let january = CalendarDate(year: 2027, month: 1, day: 15).map {
            DaySpan.Day.ago(13, .month).date(today: $0)
        }
        #expect(january == CalendarDate(year: 2025, month: 12, day: 15))
    }

    @Test("A saved segment stands for its rule, also through another one")
    func references() throws {
        #expect(try SegmentFixture.rule("segment(vip)") == SegmentFixture.rule("tier >= silver"))
        #expect(
            try SegmentFixture.rule("segment(lapsed)")
                == SegmentFixture.rule("tier in (silver, gold) and not redeemed(60 days)"))
    }
}
