package import Membership
import Store
package import Vocabulary

extension QuestionService {
    /// What a person decides about an identity that several are said to have.
    package enum Answer: Sendable, Hashable {
        /// It is this member's, and nobody else's: who is recognised by it now is so no more.
        case give(MemberID)
        /// All whose it may be are one person, whose record this one is from now on.
        case samePerson(MemberID)
        /// Nothing changes.
        case leave

        var word: String {
            switch self {
            case .give: "give"
            case .samePerson: "same_person"
            case .leave: "leave"
            }
        }

        var member: MemberID? {
            switch self {
            case .give(let member), .samePerson(let member): member
            case .leave: nil
            }
        }
    }

    /// How an answer went.
    package enum Outcome: Sendable, Hashable {
        case done(QuestionAnswerDocument)
        /// The question is not about this member.
        case notConcerned(MemberID)
        /// They could not be made one person.
        case notMerged(MergeRefusal)
    }

    /// Does what a person decided.
    ///
    /// The same identity is not asked about again because of what was said until then.
    ///
    /// - Parameters:
    ///   - id: The question.
    ///   - answer: What was decided.
    ///   - viewer: Who decided; of a viewer's stores, as for `page`.
    /// - Returns: Whose the identity is now, or why nothing was done.
    /// - Throws: `ServiceError`; `notFound` if there is no such open question.
    package func answer(
        _ id: QuestionID, _ answer: Answer, by viewer: MemberViewer
    ) async throws(ServiceError) -> Outcome {
        var question = try await open(id, for: viewer)
        if let member = answer.member, !question.question.concerns(member) { return .notConcerned(member) }
        var merged: [MemberID] = []
        if case .samePerson(let winner) = answer {
            for party in question.question.parties where party.member != winner {
                let outcome = try await MemberMergeService(context).merge(
                    party.member, into: winner, actor: viewer.actor)
                if case .refused(let refusal) = outcome { return .notMerged(refusal) }
                merged.append(party.member)
            }
            // With the merges, which one of them may have brought the identity, it may be decided already.
            question = try await find(id, for: viewer) ?? question
        }
        return try await close(question, answer, merged: merged, by: viewer)
    }

    private func open(_ id: QuestionID, for viewer: MemberViewer) async throws(ServiceError) -> OpenQuestion {
        guard let found = try await find(id, for: viewer) else {
            throw .notFound(kind: "open question", name: id.description)
        }
        return found
    }

    private func find(
        _ id: QuestionID, for viewer: MemberViewer
    ) async throws(ServiceError) -> OpenQuestion? {
        let claims = try await openClaims(on: id.digests, limit: ClaimPage.maximumCount)
        return try await questions(about: claims, for: viewer).first
    }

    /// Notes the answer, and gives the identity to whoever shall have it, in one transaction.
    private func close(
        _ question: OpenQuestion, _ answer: Answer, merged: [MemberID], by viewer: MemberViewer
    ) async throws(ServiceError) -> Outcome {
        let now = context.surroundings.now()
        var change = MemberChange(members: [], expected: [])
        let keeper = try await keeper(of: question.digest)
        let holder = keeper.map { $0.mergedInto ?? $0.id }
        if let member = answer.member, member != holder {
            change = try await giving(question, to: member, from: keeper, at: now)
        }
        change.answer = ClaimAnswer(digest: question.digest, at: now)
        try await members.carryOut(
            change, action: AuditAction.questionAnswer.rawValue,
            subject: answer.member ?? holder ?? question.question.parties[0].member,
            detail: AnswerDetail(kind: question.question.kind.rawValue, answer: answer.word),
            actor: viewer.actor)
        return .done(
            QuestionAnswerDocument(question: question.id, holder: answer.member ?? holder, merged: merged))
    }

    private struct AnswerDetail: Encodable {
        var kind: String
        var answer: String
    }

    /// Whose record has an identity: the holder's, or that of somebody who became part of the holder.
    private func keeper(of digest: [UInt8]) async throws(ServiceError) -> SealedMember? {
        let holders = try await stored(await context.store.holders(of: [digest], home: context.home()))
        guard let keeper = holders[digest] else { return nil }
        return try await members.record(keeper)
    }

    /// The change by which a member gets the identity, in the place of one of the same kind, from whoever has it.
    private func giving(
        _ question: OpenQuestion, to member: MemberID, from keeper: SealedMember?, at now: Instant
    ) async throws(ServiceError) -> MemberChange {
        let receiver = try await members.record(member)
        guard let claim = question.claims.first(where: { question.resolved($0.member) == member })
        else { throw .notFound(kind: "claim of member", name: member.text) }
        var given = receiver
        given.identities.removeAll { $0.kind == claim.identity.kind }
        given.identities.append(try sealer.resealed(claim.identity, from: claim.member, to: member))
        given.identities.sort { $0.kind < $1.kind }
        given.updatedAt = now
        var change = MemberChange(members: [given], expected: [receiver])
        if let former = keeper, former.id != member {
            var emptied = former
            emptied.identities.removeAll { $0.digest == question.digest }
            emptied.updatedAt = now
            change.members.append(emptied)
            change.expected.append(former)
        }
        return change
    }
}
