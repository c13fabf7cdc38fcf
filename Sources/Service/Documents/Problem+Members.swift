package import Membership
package import Vocabulary

extension Problem {
    /// Says that a question is not about a member.
    package init(notConcerned member: MemberID) {
        self.init(
            status: 422, reason: "not_concerned", title: "Not this member's question",
            detail: "The question is not about member \(member).")
        self.member = member
    }

    /// Says why nothing was paired or unpaired, or nobody left; `nil` where it was done.
    package init?(_ outcome: MemberPairingService.Outcome) {
        switch outcome {
        case .done: return nil
        case .taken(let holder, let masked):
            self.init(
                status: 409, reason: "identity_taken", title: "Another member's identity",
                detail: "\(masked) is another member's; if they are one person, merge them.")
            member = holder
        case .notActive:
            self.init(
                status: 409, reason: MergeRefusal.notActive.rawValue, title: "Not in the program",
                detail: "The member left, was erased, is part of another one, or has not joined.")
        case .notPaired:
            self.init(
                status: 404, reason: "not_paired", title: "Not paired",
                detail: "The member has no identity of this kind.")
        }
    }

    /// Says why members were not merged, or not made two again.
    package init(_ refusal: MergeRefusal) {
        let title =
            switch refusal {
            case .sameMember: "The same member"
            case .notActive: "Not in the program"
            case .notMerged: "Not merged"
            case .mergedSince: "Merged again since"
            }
        self.init(
            status: refusal == .sameMember ? 422 : 409, reason: refusal.rawValue, title: title,
            detail: refusal.sentence)
    }
}
