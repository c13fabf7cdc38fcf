import Foundation
import Membership
import Payload
import Service
import Store
import Support
import Testing
import Vocabulary

/// Pairing, merging, leaving and erasing, as people do them.
@Suite struct MemberChangeServiceTests {
    private func add(_ fixture: ListsFixture, _ edit: (inout MemberDraft) -> Void) async throws -> MemberView
    {
        var draft = MemberDraft()
        edit(&draft)
        return try await MemberService(fixture.context).add(draft, actor: "tester")
    }

    private func draft(phone: String) -> MemberDraft {
        var draft = MemberDraft()
        draft.phone = phone
        return draft
    }

    @Test("A follower is paired and asked like a member, and leaves nothing that they have not joined")
    func followers() async throws {
        let fixture = try ListsFixture()
        let follower = try await add(fixture) { ($0.state, $0.name) = ("follower", "Li") }
        #expect(follower.state == "follower" && follower.tier == "member")
        let pairing = MemberPairingService(fixture.context)
        guard
            case .done(let paired) = try await pairing.pair(
                draft(phone: "13800138000"), with: follower.member, proof: .seen, actor: "tester")
        else {
            Issue.record("a follower was not paired")
            return
        }
        #expect(paired.state == "follower" && paired.identities.keys.contains("phone"))
        #expect(try await pairing.leave(follower.member, actor: "tester") == .notActive)
        let cards = MemberCardPageService(fixture.context)
        #expect(try await cards.page(of: follower.cardCode) == nil)
        let none = ServiceError.notFound(kind: "card of follower", name: follower.member.text)
        await #expect(throws: none) {
            _ = try await CardService(fixture.context).picture(of: follower.member, as: .svg)
        }
        var wrong = MemberDraft()
        (wrong.state, wrong.tier, wrong.placement) = ("follower", "vip", "poster")
        let unjoined = wrong
        await #expect(
            throws: ServiceError.invalidInput([
                InputFault(pointer: "/tier", detail: "A follower has no tier."),
                InputFault(pointer: "/placement", detail: "A follower has not joined by a placement."),
            ])
        ) { _ = try await MemberService(fixture.context).add(unjoined, actor: "tester") }
    }

    @Test(
        "A follower becomes part of a member with neither tier nor time, and is a follower again afterwards")
    func followerMerged() async throws {
        let fixture = try ListsFixture()
        let follower = try await add(fixture) { ($0.state, $0.phone) = ("follower", "13800138000") }
        let member = try await add(fixture) { $0.tier = "member" }
        let service = MemberMergeService(fixture.context)
        #expect(
            try await service.merge(member.member, into: follower.member, actor: "tester")
                == .refused(.notActive))
        guard
            case .done(let merged) = try await service.merge(
                follower.member, into: member.member, actor: "tester")
        else {
            Issue.record("a follower was not merged")
            return
        }
        #expect(merged.state == "member" && merged.identities.keys.contains("phone"))
        guard case .done(let parted) = try await service.unmerge(follower.member, actor: "tester") else {
            Issue.record("the merge was not undone")
            return
        }
        #expect(parted.member == follower.member && parted.state == "follower")
    }

    @Test("A phone is paired in its place, and one that another member has is a question")
    func pairing() async throws {
        let fixture = try ListsFixture()
        let service = MemberPairingService(fixture.context)
        let first = try await add(fixture) { ($0.phone, $0.homeStore) = ("13800138000", "SH01") }
        let second = try await add(fixture) { $0.phone = "13800138001" }
        let taken = try await service.pair(
            draft(phone: "+86 138 0013 8000"), with: second.member, proof: .seen, actor: "tester")
        #expect(taken == .taken(by: first.member, masked: "+86*******8000"))
        guard
            case .done(let paired) = try await service.pair(
                draft(phone: "139 0013 9000"), with: first.member, proof: .code, actor: "tester"),
            case .done = try await service.pair(
                draft(phone: "13800138000"), with: second.member, proof: .seen, actor: "tester"),
            case .done(let bare) = try await service.unpair(.phone, from: first.member, actor: "tester")
        else {
            Issue.record("an identity that is free was not paired")
            return
        }
        #expect(paired.identities == ["phone": "+86*******9000"] && bare.identities.isEmpty)
        #expect(try await service.unpair(.phone, from: first.member, actor: "tester") == .notPaired)
        let audit = try await fixture.context.store.audit(limit: 100)
        #expect(audit.map(\.action).prefix(3) == ["member_unpair", "member_pair", "member_pair"])
        #expect(audit.allSatisfy { !$0.detail.contains("138") })
        await #expect(throws: ServiceError.self) {
            _ = try await service.pair(MemberDraft(), with: first.member, proof: .seen, actor: "tester")
        }
    }

    @Test("Who is merged has what they lacked; a refusal by either stands; a card of either is theirs")
    func merging() async throws {
        let fixture = try ListsFixture()
        let service = MemberMergeService(fixture.context)
        let stays = try await add(fixture) {
            ($0.phone, $0.marketingConsent, $0.note) = ("13800138000", "yes", "tea")
        }
        let ends = try await add(fixture) {
            ($0.name, $0.gender, $0.tier, $0.marketingConsent) = ("王小明", "female", "vip", "no")
            ($0.phone, $0.cardNumber) = ("13800138001", "TEA-0001")
        }
        #expect(
            try await service.merge(stays.member, into: stays.member, actor: "tester")
                == .refused(.sameMember))
        guard case .done(let view) = try await service.merge(ends.member, into: stays.member, actor: "tester")
        else {
            Issue.record("two members were not merged")
            return
        }
        #expect(view.name == "王小明" && view.note == "tea" && view.gender == "female" && view.tier == "vip")
        #expect(view.marketingConsent == "denied")
        #expect(view.identities == ["card_number": "TE*0001", "phone": "+86*******8000"])
        let old = try await MemberService(fixture.context).show(ends.member)
        #expect(old.state == "merged" && old.mergedInto == stays.member)
        for card in [stays.cardCode, ends.cardCode] {
            let code = try CouponCode(parsing: card)
            #expect(try await MemberService(fixture.context).holder(ofCard: code) == stays.member)
        }
        #expect(
            try await service.merge(ends.member, into: stays.member, actor: "tester") == .refused(.notActive))
        #expect(try await service.unmerge(stays.member, actor: "tester") == .refused(.notMerged))
    }

    @Test("Merging and undoing it restores every record and link, for random members in random orders")
    func mergeAndUndo() async throws {
        var random = SplitMix64.forTests()
        for _ in 0..<15 {
            let fixture = try ListsFixture()
            var ids: [MemberID] = []
            for number in 0..<4 {
                let member = try await add(fixture) { draft in
                    func maybe(_ text: String) -> String? { Bool.random(using: &random) ? text : nil }
                    (draft.name, draft.note) = (maybe("Name \(number)"), maybe("Note \(number)"))
                    (draft.phone, draft.cardNumber) = (
                        maybe("1380013800\(number)"), maybe("CARD000\(number)")
                    )
                    (draft.gender, draft.homeStore) = (maybe("male"), maybe("SH01"))
                    (draft.tier, draft.language) = (maybe("vip"), maybe("en"))
                    draft.marketingConsent = ["yes", "no", nil].randomElement(using: &random) ?? nil
                }
                ids.append(member.member)
            }
            let before = try await opened(fixture)
            let service = MemberMergeService(fixture.context)
            var done: [MemberID] = []
            for _ in 0..<3 {
                let pair = ids.shuffled(using: &random).prefix(2)
                guard
                    case .done = try await service.merge(pair[0], into: pair[1], actor: "tester")
                else { continue }
                done.append(pair[0])
            }
            #expect(!done.isEmpty)
            for id in done.reversed() {
                guard case .done(let view) = try await service.unmerge(id, actor: "tester") else {
                    Issue.record("the merge of \(id) was not undone")
                    return
                }
                #expect(view.member == id && view.state == "member")
            }
            #expect(try await opened(fixture) == before)
        }
    }

    /// What members are, apart from when they were changed: sealed anew, an identity has other bytes.
    private func opened(_ fixture: ListsFixture) async throws -> [MemberView] {
        var views: [MemberView] = []
        for member in try await fixture.storedMembers() {
            views.append(try await MemberService(fixture.context).show(member.id))
        }
        return views
    }

    @Test("An earlier merge cannot be undone before a later one of the same member")
    func order() async throws {
        let fixture = try ListsFixture()
        let service = MemberMergeService(fixture.context)
        var ids: [MemberID] = []
        for _ in 0..<3 { ids.append(try await add(fixture) { $0.name = "A" }.member) }
        for (loser, winner) in [(ids[0], ids[1]), (ids[1], ids[2])] {
            guard case .done = try await service.merge(loser, into: winner, actor: "tester") else {
                Issue.record("no merge")
                return
            }
        }
        #expect(try await MemberService(fixture.context).show(ids[0]).mergedInto == ids[2])
        #expect(try await service.unmerge(ids[0], actor: "tester") == .refused(.mergedSince))
    }

    @Test("Erasing leaves no name, number or note in the open or sealed, and the id stays gone")
    func erasing() async throws {
        let fixture = try ListsFixture(.sqlite)
        let stays = try await add(fixture) { ($0.name, $0.phone, $0.gender) = ("王小明", "13800138000", "male") }
        let ends = try await add(fixture) {
            ($0.wechatOpenid, $0.note) = (String(repeating: "o", count: 28), "gone")
        }
        guard
            case .done = try await MemberMergeService(fixture.context).merge(
                ends.member, into: stays.member, actor: "tester")
        else {
            Issue.record("no merge")
            return
        }
        let secrets = try await fixture.storedMembers().flatMap { member in
            [member.sealedProfile] + member.identities.flatMap { [$0.digest, $0.sealed] }
        }
        // Of a card's code, which follows from the id, nothing is sealed.
        .filter { !$0.isEmpty }
        #expect(try self.secrets(secrets, in: fixture) == secrets.count)
        let erasure = MemberErasureService(fixture.context)
        let report = try await erasure.erase(ends.member, actor: "tester")
        #expect(Set(report.erased) == [stays.member, ends.member])
        #expect(try await erasure.erase(stays.member, actor: "tester").erased.isEmpty)
        // The log is folded behind the answer.
        for _ in 0..<100 where try self.secrets(secrets, in: fixture) > 0 {
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(try self.secrets(secrets, in: fixture) == 0)
        let view = try await MemberService(fixture.context).show(stays.member)
        #expect(view.state == "erased" && view.name.isEmpty && view.identities.isEmpty && view.gender == nil)
        #expect(try await fixture.context.store.findFaults() == [])
        let list = try await fixture.importLines(
            "member_id,name,joined_at", "\(stays.member),王小明,2026-01-01", "\(ends.member),A,2026-01-01")
        #expect(list.refused == 2 && list.findings.map(\.reason) == ["inactive_member", "inactive_member"])
        let phone = try await MemberPairingService(fixture.context).pair(
            draft(phone: "13800138009"), with: stays.member, proof: .seen, actor: "tester")
        #expect(phone == .notActive)
    }

    /// How many of them are in the database's files.
    private func secrets(_ secrets: [[UInt8]], in fixture: ListsFixture) throws -> Int {
        let bytes = try fixture.databaseBytes()
        return secrets.count { bytes.range(of: Data($0)) != nil }
    }

    @Test("Who leaves is in no segment and refuses marketing from then on")
    func leaving() async throws {
        let fixture = try ListsFixture()
        let member = try await add(fixture) { $0.marketingConsent = "yes" }
        #expect(try await SegmentService(fixture.context).preview("everyone").members == 1)
        guard
            case .done(let view) = try await MemberPairingService(fixture.context).leave(
                member.member, actor: "tester")
        else {
            Issue.record("a member may leave")
            return
        }
        #expect(view.state == "left" && view.marketingConsent == "denied")
        #expect(try await SegmentService(fixture.context).preview("everyone").members == 0)
        let consents = try await fixture.context.store.consents(
            of: member.member, home: fixture.context.home())
        #expect(consents.map(\.state) == ["granted", "denied"])
    }
}
