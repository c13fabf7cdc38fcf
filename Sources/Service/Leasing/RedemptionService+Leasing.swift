import OfflineTill
import Payload
package import Promotion
package import Store
import Vocabulary

extension RedemptionService {
    /// Leases uses to a terminal, which may then give them without the server, and returns once they are held.
    ///
    /// - Parameters:
    ///   - call: What is wanted, and for how long.
    ///   - key: 1 to 128 characters; the same key with the same call gives the same lease.
    ///   - terminal: The terminal, which has a journal.
    ///   - language: The language of sentences; `nil` for the issuer's own.
    /// - Returns: The lease, or a refusal; one of no coupons says why for each that was named.
    /// - Throws: `ServiceError`; then nothing was leased, or the same call with the same key tells.
    package func lease(
        _ call: LeaseCall, key: String, terminal: TerminalRecord, language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> LeaseReply {
        try InputChecks.key(key)
        let terms = try call.terms()
        guard try await stored(await context.store.journalKey(of: terminal.id)) != nil else {
            return LeaseReply(answer: .refused(.journalKeyMissing), isReplayed: false)
        }
        let candidates = try await LeaseCandidates(context, names: names, reader: reader)
            .find(call, terms, for: terminal)
        let attempt = LeaseAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: IdempotencyKey(terminal: terminal.id, key: key),
                requestDigest: call.digest(terms)),
            lease: LeaseID(unchecked: TimeOrderedName.make("l", context.surroundings)),
            store: terminal.store, moment: try moment(in: terminal.store),
            span: try span(terms.seconds, terminal.store), wishes: candidates.map(\.wish),
            maximumUses: terms.uses)
        let isReplayed: Bool
        let grant: LeaseGrant
        switch try await stored(await queue.carryOut(.lease(attempt))) {
        case .decided(.lease(.granted(let given))): (grant, isReplayed) = (given, false)
        case .replayed(.lease(.granted(let given))): (grant, isReplayed) = (given, true)
        default:
            let problem = Problem.keyReused(language: language ?? ownLanguage)
            return LeaseReply(answer: .refused(problem), isReplayed: false)
        }
        let signed = try await signed(grant)
        let sheet = call.wantsSheet ? try await sheet(of: signed.unverifiedLease, terminal, language) : nil
        let leftOut = leftOut(grant, candidates, language ?? ownLanguage)
        return LeaseReply(answer: .leased(document(grant, signed, leftOut, sheet)), isReplayed: isReplayed)
    }

    /// What is said to each coupon of a lease, by the terms as they are now.
    private func sheet(
        of lease: Lease, _ terminal: TerminalRecord, _ language: SpokenLanguage?
    ) async throws(ServiceError) -> LeaseSheetDocument {
        let terms = try await TillTermsService(context).terms(for: terminal)
        let days = context.clock.days(in: terminal.store, from: lease.issuedAt, until: lease.usableUntil)
        guard let days else { throw .notFound(kind: "store", name: terminal.store.text) }
        let sheet = LeaseSheet(
            of: lease, terms: try terms.offlineTerms(), days: days, currency: terms.currency)
        return LeaseSheetDocument(sheet, of: lease, by: terms, language: language ?? ownLanguage)
    }

    private func span(_ seconds: Int, _ store: StoreID) throws(ServiceError) -> LeaseSpan {
        let end = context.surroundings.now().advanced(bySeconds: Int64(seconds))
        guard let last = context.clock.moment(in: store, at: end) else {
            throw .notFound(kind: "store", name: store.text)
        }
        // The terminal's clock may be behind by as much as it judges with at all.
        let error = ClockWatch.maximumErrorMilliseconds / 1_000
        return LeaseSpan(
            usableUntil: end, lastDay: last.date,
            heldUntil: end.advanced(bySeconds: error + LeaseCall.settlingSeconds))
    }

    private func document(
        _ grant: LeaseGrant, _ signed: SignedLease, _ leftOut: [LeaseDocument.LeftOut],
        _ sheet: LeaseSheetDocument?
    ) -> LeaseDocument {
        LeaseDocument(
            lease: grant.lease, usableUntil: grant.span.usableUntil.rfc3339, coupons: grant.parts.count,
            uses: grant.useCount, leftOut: leftOut, signed: String(decoding: signed.bytes, as: UTF8.self),
            sheet: sheet)
    }

    /// Of a coupon that gave less than was wanted, what it gave is the answer.
    private func leftOut(
        _ grant: LeaseGrant, _ candidates: [LeaseCandidates.Candidate], _ language: SpokenLanguage
    ) -> [LeaseDocument.LeftOut] {
        let given = Set(grant.parts.map(\.coupon.key))
        return grant.denials.compactMap { denial in
            guard candidates.indices.contains(denial.place) else { return nil }
            let candidate = candidates[denial.place]
            guard !given.contains(candidate.wish.coupon) else { return nil }
            guard let reason = denial.reason else { return .enoughUses(candidate.code, language) }
            return LeaseDocument.LeftOut(
                code: candidate.code, reason: reason.reason, detail: reason.sentence(in: language))
        }
    }

    private func signed(_ grant: LeaseGrant) async throws(ServiceError) -> SignedLease {
        var coupons: [LeasedCoupon] = []
        for part in grant.parts {
            let code = try await names.code(of: part.coupon, home: context.home())
            coupons.append(
                LeasedCoupon(
                    name: LeasedCouponName(of: code, in: grant.lease), offer: part.offer, uses: part.uses,
                    usesTaken: part.usesTaken, lastDay: part.lastDay,
                    holder: part.holder.map { LeasedHolder(id: $0.id, joinedOn: $0.joinedOn) },
                    budget: part.budget))
        }
        let lease = Lease(
            id: grant.lease, terminal: grant.terminal, issuedAt: grant.issuedAt,
            usableUntil: grant.span.usableUntil, coupons: coupons)
        guard let signed = SignedLease(signing: lease, with: context.keys.signing) else {
            throw .keys("the lease could not be signed")
        }
        return signed
    }
}

extension LeaseDocument.LeftOut {
    /// What came after the last use that was asked for.
    fileprivate static func enoughUses(_ code: String?, _ language: SpokenLanguage) -> Self {
        let detail =
            switch language {
            case .english: "As many uses as were asked for were leased before it."
            case .simplifiedChinese: "已达到所要求的预留次数。"
            }
        return Self(code: code, reason: "enough_uses", detail: detail)
    }
}
