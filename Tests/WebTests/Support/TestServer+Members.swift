import Foundation
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

extension TestServer {
    /// Adds a member of SH01, unless told otherwise.
    @discardableResult
    func member(_ edit: (inout MemberDraft) -> Void = { _ in }) async throws -> MemberID {
        var draft = MemberDraft()
        draft.homeStore = "SH01"
        edit(&draft)
        return try await MemberService(context).add(draft, actor: "test").member
    }

    /// Asks whose a card's number is.
    func question(about number: String) async throws -> QuestionID {
        _ = try await member { $0.cardNumber = number }
        var draft = MemberDraft()
        draft.cardNumber = number
        _ = try await MemberPairingService(context).pair(
            draft, with: try await member(), proof: .seen, actor: "test")
        let viewer = MemberViewer(scope: .every, actor: "test")
        let masked = "\(number.uppercased().prefix(2))"
        let page = try await QuestionService(context).page(for: viewer)
        return try #require(page.questions.first { $0.masked.hasPrefix(masked) }?.question)
    }

    /// The newest entries of the audit log about members, oldest first.
    func memberAudit() async throws -> [(action: String, subject: String, actor: String, detail: String)] {
        try await store.audit(limit: 1_000).reversed()
            .filter { $0.action.hasPrefix("member_") && $0.action != "member_add" }
            .map { ($0.action, $0.subject, $0.actor, $0.detail) }
    }
}
