import Payload
import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

@Suite struct PresentedMemberTests {
    @Test("A card names its member, as a URL, as a code in any spelling, and like the id")
    func namesItsMember() async throws {
        let fixture = try await ServiceFixture.make(holder: .member)
        let member = try await MemberService(fixture.context).add(MemberDraft(), actor: "tester")
        let card = MemberCardCode(of: member.member, keys: fixture.context.keys)
        let host = fixture.context.configuration.server.publicHost
        let names = [card.url(on: host), card.code.grouped.lowercased(), member.member.text]
        for name in names {
            let presented = try PresentedMember(parsing: name)
            #expect(try await fixture.context.member(presented) == member.member, "\(name)")
        }
    }

    @Test("A members' offer asks for the card, takes it once, and knows a card that is nobody's")
    func redeems() async throws {
        let fixture = try await ServiceFixture.make(holder: .member)
        let service = RedemptionService(fixture.context)
        let member = try await MemberService(fixture.context).add(MemberDraft(), actor: "tester")
        let card = MemberCardCode(of: member.member, keys: fixture.context.keys).code.text
        let codes = try await fixture.issue(2).map(\.code.text)
        func reason(_ code: String, key: String, member: String?) async throws -> String? {
            let call = RedemptionCall(
                code: code, amount: try ServiceFixture.yuan("80.00"),
                member: try member.map(PresentedMember.init(parsing:)))
            let reply = try await service.redeem(call, key: key, terminal: fixture.terminal)
            guard case .refused(let problem) = reply.answer else { return nil }
            return problem.reason
        }
        #expect(try await reason(codes[0], key: "1", member: nil) == "member_required")
        let stranger = CouponCode(number: 1).text
        #expect(try await reason(codes[0], key: "2", member: "/M/" + stranger) == "member_required")
        #expect(try await reason(codes[0], key: "3", member: card) == nil)
        #expect(try await reason(codes[1], key: "4", member: card) == "member_limit")
    }

    @Test("What is neither id nor card is refused", arguments: ["", "a b", "/M/", "名字"])
    func refuses(text: String) {
        #expect(throws: IdentifierError.self) { try PresentedMember(parsing: text) }
    }
}
