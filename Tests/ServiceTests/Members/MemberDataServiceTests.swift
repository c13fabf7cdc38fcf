import Foundation
import Store
import Testing
import Vocabulary

@testable import Service

/// What a member is given who asks for all that is kept of them.
@Suite struct MemberDataServiceTests {
    private func add(_ context: ServiceContext, _ id: String, phone: String) async throws -> MemberID {
        var draft = MemberDraft()
        (draft.id, draft.phone, draft.name, draft.note) = (id, phone, "Lin Mei", "likes Longjing")
        (draft.homeStore, draft.marketingConsent, draft.source) = ("SH01", "yes", "till")
        return try await MemberService(context).add(draft, actor: "tester").member
    }

    @Test("The document has every value in the clear, of merged records too, and its making is in the log")
    func everything() async throws {
        let context = try ListsFixture().context
        let member = try await add(context, "m-1", phone: "13800138000")
        let other = try await add(context, "m-2", phone: "13800138001")
        _ = try await MemberMergeService(context).merge(other, into: member, actor: "tester")
        let service = MemberDataService(context)
        let document = try await service.document(of: other, actor: "tester")
        #expect(document.records.map(\.member) == [member, other])
        #expect(document.records[0].name == "Lin Mei" && document.records[0].note == "likes Longjing")
        #expect(document.records[0].identities["phone"] == "+8613800138000")
        #expect(document.records[1].identities["phone"] == "+8613800138001")
        #expect(document.records[0].homeStore?.text == "SH01")
        #expect(document.consents.map(\.purpose) == ["marketing", "marketing"])
        #expect(
            document.handling.map(\.action) == ["member_data", "member_merge", "member_add", "member_add"])
        let again = try await service.document(of: member, actor: "tester")
        #expect(again.handling.map(\.action).prefix(2) == ["member_data", "member_data"])
        let json = String(decoding: try JSONText.document(again), as: UTF8.self)
        #expect(json.contains("\"+8613800138000\"") && !json.contains("tester"))
    }

    @Test("Of somebody who was erased nothing is left but that they were")
    func erased() async throws {
        let context = try ListsFixture().context
        let member = try await add(context, "m-1", phone: "13800138000")
        _ = try await MemberErasureService(context).erase(member, actor: "tester")
        let document = try await MemberDataService(context).document(of: member, actor: "tester")
        let record = try #require(document.records.first)
        #expect(record.state == "erased" && record.name.isEmpty && record.note.isEmpty)
        #expect(record.identities.isEmpty && record.homeStore == nil)
    }
}
