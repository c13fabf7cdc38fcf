import Membership
import Support
import Testing
import Vocabulary

@Suite struct ReferralRulesTests {
    private let today = CalendarDate(daysSince1970: 20_000)
    private let rules = ReferralRules(
        rewardOffer: OfferID(unchecked: "tea"), friendOffer: nil, capPerMember: 3, windowDays: 30,
        returnDays: 14)

    private func facts(_ edit: (inout ReferralFacts) -> Void = { _ in }) -> ReferralFacts {
        var facts = ReferralFacts(
            friend: MemberID(unchecked: "f"), referrer: MemberID(unchecked: "r"), areActive: true,
            isReferred: false, joinedOn: today, today: today, ancestors: [])
        edit(&facts)
        return facts
    }

    @Test("Each reason refuses, and the days of the window are counted to the day")
    func refusals() {
        #expect(rules.refusal(facts()) == nil)
        #expect(rules.refusal(facts { $0.referrer = $0.friend }) == .selfReferral)
        #expect(rules.refusal(facts { $0.areActive = false }) == .notActive)
        #expect(rules.refusal(facts { $0.isReferred = true }) == .alreadyReferred)
        #expect(rules.refusal(facts { $0.joinedOn = today.advanced(byDays: -30) }) == nil)
        #expect(rules.refusal(facts { $0.joinedOn = today.advanced(byDays: -31) }) == .tooLate)
        let other = Set([MemberID(unchecked: "o")])
        #expect(rules.refusal(facts { $0.ancestors = [other, [$0.friend]] }) == .cycle)
        let most = Array(repeating: other, count: ReferralLimits.chainLength - 1)
        #expect(rules.refusal(facts { $0.ancestors = most }) == nil)
        #expect(rules.refusal(facts { $0.ancestors = most + [other] }) == .chainTooLong)
        #expect(ReferralRefusal.allCases.allSatisfy { $0.sentence(rules).hasSuffix(".") })
    }

    @Test("A reward falls due after the days of returns, up to the most, and what is settled stays so")
    func reviews() {
        func review(_ edit: (inout ReferralProgress) -> Void) -> ReferralState {
            var progress = ReferralProgress(
                state: .waiting, friend: MemberID(unchecked: "f"), referrer: MemberID(unchecked: "r"),
                areActive: true, redeemedOn: today.advanced(byDays: -14), today: today, rewards: 2)
            edit(&progress)
            let state = rules.review(progress)
            progress.state = state
            #expect(rules.review(progress) == state)
            return state
        }
        #expect(review { _ in } == .due)
        #expect(review { $0.redeemedOn = today.advanced(byDays: -13) } == .waiting)
        #expect(review { $0.redeemedOn = nil } == .waiting)
        #expect(review { $0.rewards = 3 } == .capped)
        #expect(review { $0.referrer = $0.friend } == .void)
        #expect(review { $0.areActive = false } == .void)
        for state in ReferralState.allCases where state != .waiting {
            #expect(review { ($0.state, $0.areActive) = (state, false) } == state)
        }
    }

    @Test("However members bring in and become part of each other, nobody is their own ancestor")
    func acyclic() {
        var random = SplitMix64.forTests()
        for _ in 0..<200 {
            let members = (0..<12).map { MemberID(unchecked: "m\($0)") }
            var referrer: [MemberID: MemberID] = [:]
            var refusals: Set<ReferralRefusal> = []
            for _ in 0..<60 {
                guard let friend = members.randomElement(using: &random),
                    let by = members.randomElement(using: &random)
                else { return }
                let ancestors = ReferralFacts.ancestors(of: by) { Set($0.compactMap { referrer[$0] }) }
                let refusal = rules.refusal(
                    facts {
                        ($0.friend, $0.referrer, $0.ancestors) = (friend, by, ancestors)
                        $0.isReferred = referrer[friend] != nil
                    })
                if let refusal { refusals.insert(refusal) } else { referrer[friend] = by }
            }
            for member in members {
                var steps = 0
                var next = referrer[member]
                while let known = next, steps <= members.count {
                    #expect(known != member, "seed \(random.seed)")
                    (next, steps) = (referrer[known], steps + 1)
                }
                #expect(steps < members.count, "seed \(random.seed)")
            }
            #expect(refusals.isSuperset(of: [.selfReferral, .alreadyReferred]))
        }
    }
}
