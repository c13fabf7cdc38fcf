import Membership
import Payload
import Service
import Store
import Testing
import Vocabulary

@Suite struct MemberServiceTests {
    private func draft(_ edit: (inout MemberDraft) -> Void) -> MemberDraft {
        var draft = MemberDraft()
        edit(&draft)
        return draft
    }

    @Test("A member who was added is shown with the phone's middle hidden, and on the home store's day")
    func addAndShow() async throws {
        // 12:00 in London is 23:00 in Sydney: still the same day there.
        let fixture = try ListsFixture(now: ListsFixture.now.advanced(bySeconds: 3_600 + 60))
        let service = MemberService(fixture.context)
        let added = try await service.add(
            draft {
                $0.name = "Anne-Marie D'Souza"
                $0.phone = "0412 345 678"
                $0.homeStore = "SY01"
                $0.marketingConsent = "yes"
            }, actor: "tester")
        #expect(added.member.text.wholeMatch(of: /M[0-9A-HJKMNP-TV-Z]{10}/) != nil)
        #expect(added.identities == ["phone": "+61*****5678"])
        #expect(added.joinedOn.description == "2026-11-22")
        #expect(added.tier == "member")
        #expect(try await service.show(added.member) == added)
        let consents = try await fixture.context.store.consents(
            of: added.member, home: fixture.context.home())
        #expect(consents.map(\.state) == ["granted"])
        #expect(added.text.contains("name        Anne-Marie D'Souza\n"))
    }

    @Test("Joining by a placement counts as the placement's join")
    func placement() async throws {
        let fixture = try ListsFixture()
        let store = fixture.context.store
        let placement = PlacementID(unchecked: "till-SH01-a")
        _ = try await store.add(
            PlacementRecord(
                id: placement, title: "Till card", store: StoreID(unchecked: "SH01"), fixture: "till",
                creative: "a", campaign: nil, target: nil, createdAt: ListsFixture.now))
        _ = try await MemberService(fixture.context).add(
            draft { $0.placement = placement.text }, actor: "page")
        let span =
            ListsFixture.now.advanced(bySeconds: -86_400)..<ListsFixture.now.advanced(bySeconds: 86_400)
        let counts = try await store.counts(in: span, netClasses: ["human"])
        #expect(counts.map(\.joins) == [1])
        await #expect(throws: ServiceError.notFound(kind: "placement", name: "nowhere")) {
            _ = try await MemberService(fixture.context).add(
                draft { $0.placement = "nowhere" }, actor: "page")
        }
    }

    @Test("An id and a phone that are another member's are refused, and nothing is written")
    func taken() async throws {
        let fixture = try ListsFixture()
        let service = MemberService(fixture.context)
        let first = draft {
            $0.id = "A1"
            $0.phone = "13800138000"
        }
        _ = try await service.add(first, actor: "tester")
        await #expect(throws: ServiceError.exists(kind: "member", name: "A1")) {
            _ = try await service.add(draft { $0.id = "A1" }, actor: "tester")
        }
        await #expect(throws: ServiceError.exists(kind: "member with phone", name: "+86*******8000")) {
            _ = try await service.add(draft { $0.phone = "+86 138 0013 8000" }, actor: "tester")
        }
        #expect(try await fixture.storedMembers().count == 1)
    }

    @Test("Every field that is wrong is named at once")
    func faults() async throws {
        let fixture = try ListsFixture()
        let wrong = draft {
            $0.id = "a b"
            $0.phone = "12345"
            $0.gender = "tea"
            $0.homeStore = "XX99"
            $0.tier = "gold"
            $0.marketingConsent = "perhaps"
            $0.name = String(repeating: "茶", count: 200)
        }
        let error = await #expect(throws: ServiceError.self) {
            _ = try await MemberService(fixture.context).add(wrong, actor: "tester")
        }
        guard case .invalidInput(let faults) = error else {
            Issue.record("expected faults, not \(String(describing: error))")
            return
        }
        let pointers = Set(faults.map(\.pointer))
        #expect(
            pointers == [
                "/id", "/phone", "/gender", "/home_store", "/tier", "/marketing_consent", "/name",
            ])
        #expect(faults.first { $0.pointer == "/tier" }?.detail == "Needs one of member, vip, not \"gold\".")
    }

    @Test("A member is found by what the card holds, and by no other code")
    func card() async throws {
        let fixture = try ListsFixture()
        let service = MemberService(fixture.context)
        let added = try await service.add(MemberDraft(), actor: "tester")
        let code = MemberCardCode(of: added.member, keys: fixture.context.keys)
        #expect(added.cardCode == code.code.grouped)
        #expect(try await service.holder(ofCard: code.code) == added.member)
        #expect(try await service.holder(ofCard: CouponCode(number: 1)) == nil)
    }

    @Test("Nobody is shown who is not there")
    func unknown() async throws {
        let fixture = try ListsFixture()
        await #expect(throws: ServiceError.notFound(kind: "member", name: "A1")) {
            _ = try await MemberService(fixture.context).show(MemberID(unchecked: "A1"))
        }
    }
}
