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

    /// The newest entries of the audit log about members, oldest first.
    func memberAudit() async throws -> [(action: String, subject: String, actor: String, detail: String)] {
        try await store.audit(limit: 1_000).reversed()
            .filter { $0.action.hasPrefix("member_") && $0.action != "member_add" }
            .map { ($0.action, $0.subject, $0.actor, $0.detail) }
    }
}
