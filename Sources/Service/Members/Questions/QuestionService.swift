import Membership
import Store
import Vocabulary

/// Shows the identities that more than one member is said to have, and does what a person decides about one.
package struct QuestionService: Sendable {
    let context: ServiceContext
    let members: MemberService
    let sealer: MemberSealer

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
        sealer = MemberSealer(context)
    }

    /// 100 questions are more than anybody decides at a sitting.
    package static let maximumCount = 100

    /// Returns a page of open questions, in the order of their ids.
    ///
    /// - Parameters:
    ///   - id: The question before the page; `nil` for the first page.
    ///   - limit: How many at most, 1 to `maximumCount`.
    ///   - viewer: Who looks: only questions all of whose parties are members of the viewer's stores are shown.
    /// - Returns: The questions, and where the next page begins.
    /// - Throws: `ServiceError`.
    package func page(
        after id: QuestionID? = nil, limit: Int = maximumCount, for viewer: MemberViewer
    ) async throws(ServiceError) -> QuestionPageDocument {
        let wanted = min(max(limit, 1), Self.maximumCount)
        var found: [OpenQuestion] = []
        var start = id?.digests.upperBound ?? .lowest
        // One more than is shown says whether another page follows.
        while found.count <= wanted {
            let claims = try await openClaims(on: start...DigestBound.highest, limit: ClaimPage.maximumCount)
            let (whole, next) = ClaimGroups.whole(claims, limit: ClaimPage.maximumCount)
            found += try await questions(about: whole, for: viewer)
            guard let next else { break }
            start = next
        }
        let shown = found.prefix(wanted)
        try await context.audit(
            .questionList, "members", store: viewer.scope.onlyStore,
            detail: ["questions": .number(Int64(shown.count))], by: viewer.actor)
        return QuestionPageDocument(
            questions: try shown.map { question throws(ServiceError) in try document(question) },
            next: found.count > wanted ? shown.last?.id : nil)
    }

    func openClaims(
        on digests: ClosedRange<DigestBound>, limit: Int
    ) async throws(ServiceError) -> [ClaimRecord] {
        try await stored(
            await context.store.claims(on: digests, isOpen: true, limit: limit, home: context.home()))
    }

    private func document(_ question: OpenQuestion) throws(ServiceError) -> QuestionDocument {
        let masked = try question.claims.first.map { claim throws(ServiceError) in
            try sealer.identity(claim.identity, of: claim.member)?.masked ?? ""
        }
        return QuestionDocument(question.question, id: question.id, masked: masked ?? "")
    }
}

/// A question with what is stored of it.
struct OpenQuestion: Sendable {
    let id: QuestionID
    let digest: [UInt8]
    let question: IdentityQuestion
    let claims: [ClaimRecord]
    /// The claimants and the holder, with those whom they became part of.
    let members: [MemberID: SealedMember]

    /// Returns whom a record belongs to now.
    func resolved(_ id: MemberID) -> MemberID { members[id]?.mergedInto ?? id }
}

extension QuestionService {
    /// The questions that claims raise, of a viewer's stores.
    func questions(
        about claims: [ClaimRecord], for viewer: MemberViewer
    ) async throws(ServiceError) -> [OpenQuestion] {
        guard !claims.isEmpty else { return [] }
        let home = context.home()
        let digests = Array(Set(claims.map(\.identity.digest)))
        let holders = try await stored(await context.store.holders(of: digests, home: home))
        let people = try await people(Set(claims.map(\.member)).union(holders.values))
        return ClaimGroups.byIdentity(claims).compactMap { group in
            question(about: group, keeper: holders[group[0].identity.digest], people)
        }.filter { question in
            question.question.parties.allSatisfy { party in
                viewer.scope.includes(question.members[party.member]?.homeStore)
            }
        }
    }

    /// Members, and those whom they became part of.
    private func people(_ ids: Set<MemberID>) async throws(ServiceError) -> [MemberID: SealedMember] {
        var people = try await stored(await context.store.members(Array(ids), home: context.home()))
        let others = Set(people.values.compactMap(\.mergedInto)).subtracting(people.keys)
        if !others.isEmpty {
            let found = try await stored(await context.store.members(Array(others), home: context.home()))
            people.merge(found) { first, _ in first }
        }
        return people
    }

    /// What claims on one identity ask; who has left or was erased claims nothing.
    private func question(
        about claims: [ClaimRecord], keeper: MemberID?, _ people: [MemberID: SealedMember]
    ) -> OpenQuestion? {
        let said = claims.compactMap { claim -> IdentityQuestion.Claim? in
            let member = people[claim.member]?.mergedInto ?? claim.member
            guard people[member]?.state.isPresent == true else { return nil }
            return IdentityQuestion.Claim(member: member, source: claim.source, at: claim.at)
        }
        let holder = keeper.map { people[$0]?.mergedInto ?? $0 }
        guard let kind = Identity.Kind(rawValue: claims[0].identity.kind),
            let question = IdentityQuestion(kind, holder: holder, claims: said)
        else { return nil }
        let digest = claims[0].identity.digest
        return OpenQuestion(
            id: QuestionID(ofDigest: digest), digest: digest, question: question, claims: claims,
            members: people)
    }
}

/// Claims, put together by what they claim.
enum ClaimGroups {
    /// The claims in groups, one for each identity, in their order.
    static func byIdentity(_ claims: [ClaimRecord]) -> [[ClaimRecord]] {
        var groups: [[ClaimRecord]] = []
        for claim in claims {
            if groups.last?.last?.identity.digest == claim.identity.digest {
                groups[groups.count - 1].append(claim)
            } else {
                groups.append([claim])
            }
        }
        return groups
    }

    /// Leaves out the last identity of a full page, whose other claims may be on the next.
    ///
    /// - Returns: The claims that are there wholly, and where the next page begins; `nil` after the last one. An identity
    ///   that fills a page is taken as it is.
    static func whole(
        _ claims: [ClaimRecord], limit: Int
    ) -> (claims: [ClaimRecord], next: DigestBound?) {
        guard claims.count >= limit, let last = claims.last?.identity.digest else { return (claims, nil) }
        let whole = claims.filter { $0.identity.digest != last }
        // A longer bound comes after the digest itself.
        guard !whole.isEmpty else { return (claims, DigestBound(last + [0])) }
        return (whole, DigestBound(last))
    }
}
