import Payload
package import Promotion
package import Store
package import Vocabulary

/// What a reservation, its release or a question about it came to.
package struct ReservationReply: Sendable, Hashable {
    package let answer: Answer
    package let isReplayed: Bool

    package enum Answer: Sendable, Hashable {
        case reservation(ReservationDocument)
        case refused(Problem)
    }
}

extension RedemptionService {
    /// Holds a use of each coupon, and returns once the hold is on disk.
    ///
    /// - Parameters:
    ///   - call: What would be redeemed, and for how long it is held.
    ///   - key: As for `redeem`.
    ///   - terminal: The till.
    ///   - language: As for `redeem`.
    /// - Returns: The answer, a refusal too.
    /// - Throws: `ServiceError`, as for `redeem`.
    package func reserve(
        _ call: ReservationCall, key: String, terminal: TerminalRecord, language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> ReservationReply {
        try InputChecks.key(key)
        let seconds = try call.lifetime()
        var (wish, presented) = try await attempt(call.wish, key: key, terminal: terminal)
        wish = wish.digested(call.wish.digest(of: presented.codes, as: "reservation 1 \(seconds)"))
        let name = TimeOrderedName.make("h", context.surroundings)
        let attempt = ReservationAttempt(
            wish: wish, reservation: ReservationID(unchecked: name),
            expiresAt: wish.request.moment.instant.advanced(bySeconds: Int64(seconds)))
        let answer = try await stored(await queue.reserve(attempt))
        return try await reply(answer, codes: presented.codes, language ?? ownLanguage)
    }

    /// Makes redemptions of what a reservation holds.
    ///
    /// - Parameters:
    ///   - call: The purchase as it is now, or none for the one that was reserved for.
    ///   - reservation: The reservation, of the till's own store.
    ///   - key: As for `redeem`.
    ///   - terminal: The till.
    ///   - language: As for `redeem`.
    /// - Returns: The answer of a redemption; a refusal leaves the hold as it is.
    /// - Throws: `ServiceError`, as for `redeem`.
    package func settle(
        _ call: SettlementCall, reservation: ReservationID, key: String, terminal: TerminalRecord,
        language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> RedemptionReply {
        try InputChecks.key(key)
        let wish = call.asRedemption
        let purchase = try wish.checkedPurchase()
        let language = language ?? ownLanguage
        let attempt = SettlementAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: IdempotencyKey(terminal: terminal.id, key: key),
                requestDigest: wish.digest(of: [nil], as: "settlement 1 \(reservation)")),
            reservation: reservation,
            redemption: RedemptionID(unchecked: TimeOrderedName.make("r", context.surroundings)),
            request: Redemption.Request(
                store: terminal.store, moment: try moment(in: terminal.store), amount: purchase.amount,
                basket: purchase.basket),
            cashier: call.cashier, purchase: call.purchase)
        switch try await stored(await queue.settle(attempt)) {
        case .keyReused: return .keyReused(language)
        case .accessChanged: throw Self.accessChanged
        case .decided(let record):
            let answer = try await settled(record, reservation, purchase, language)
            return RedemptionReply(answer: answer, isReplayed: false)
        case .replayed(let record):
            let answer = try await settled(record, reservation, purchase, language)
            return RedemptionReply(answer: answer, isReplayed: true)
        }
    }

    /// Gives back what a reservation holds.
    ///
    /// - Parameters:
    ///   - reservation: The reservation, of the till's own store.
    ///   - key: As for `redeem`.
    ///   - terminal: The till.
    ///   - language: As for `redeem`.
    /// - Returns: The reservation as it ended, or a refusal.
    /// - Throws: `ServiceError`, as for `redeem`.
    package func release(
        _ reservation: ReservationID, key: String, terminal: TerminalRecord, language: SpokenLanguage? = nil
    ) async throws(ServiceError) -> ReservationReply {
        try InputChecks.key(key)
        var form = RequestForm("release 1")
        form.append(reservation.text)
        let attempt = ReleaseAttempt(
            head: AttemptHead(
                home: context.home(), idempotency: IdempotencyKey(terminal: terminal.id, key: key),
                requestDigest: form.digest),
            reservation: reservation, store: terminal.store, moment: try moment(in: terminal.store))
        let answer = try await stored(await queue.release(attempt))
        return try await reply(answer, codes: [], language ?? ownLanguage)
    }

    /// Shows a reservation of the till's own store; `nil` if there is none.
    ///
    /// - Throws: `ServiceError.storage`.
    package func reservation(
        _ id: ReservationID, terminal: TerminalRecord
    ) async throws(ServiceError) -> ReservationDocument? {
        guard let record = try await stored(await context.store.reservation(id, home: context.home())),
            record.store == terminal.store
        else { return nil }
        var shown = record
        let isOver = record.state == .held && !record.isHeld(at: context.surroundings.now())
        if isOver { shown.state = .expired }
        return try await document(shown)
    }

    private func document(_ record: ReservationRecord) async throws(ServiceError) -> ReservationDocument {
        ReservationDocument(record, codes: try await codes(of: record))
    }

    private func reply(
        _ answer: ReservationAnswer, codes: [CouponCode?], _ language: SpokenLanguage
    ) async throws(ServiceError) -> ReservationReply {
        switch answer {
        case .keyReused:
            return ReservationReply(answer: .refused(.keyReused(language: language)), isReplayed: false)
        case .accessChanged: throw Self.accessChanged
        case .decided(let outcome):
            return ReservationReply(answer: try await said(outcome, codes, language), isReplayed: false)
        case .replayed(let outcome):
            return ReservationReply(answer: try await said(outcome, codes, language), isReplayed: true)
        }
    }

    private func said(
        _ outcome: ReservationOutcome, _ codes: [CouponCode?], _ language: SpokenLanguage
    ) async throws(ServiceError) -> ReservationReply.Answer {
        switch outcome {
        case .held(let record), .released(let record): .reservation(try await document(record))
        case .notHeld(let refusals): .refused(Problem(refusals, codes, language: language))
        case .refused(let refusal): .refused(Problem(refusal, language: language))
        }
    }

    private func settled(
        _ record: GroupRecord, _ id: ReservationID, _ purchase: (amount: Money?, basket: Basket?),
        _ language: SpokenLanguage
    ) async throws(ServiceError) -> RedemptionReply.Answer {
        switch record {
        case .redemption(let record):
            let found = try await stored(await context.store.reservation(id, home: context.home()))
            guard let reservation = found else {
                throw .storage(.corrupt("reservation \(id) was settled and is missing"))
            }
            let isAsReserved = purchase.amount == nil && purchase.basket == nil
            let presented = PresentedCodes(
                codes: try await codes(of: reservation),
                basket: isAsReserved ? reservation.basket : purchase.basket)
            return try answers.answer(record, presented, language)
        case .reservation(.refused(let refusal)): return .refused(Problem(refusal, language: language))
        case .reservation, .reversal, .lease, .offline:
            throw .storage(.corrupt("a settlement was answered as something else"))
        }
    }

    private func codes(of reservation: ReservationRecord) async throws(ServiceError) -> [CouponCode] {
        var codes: [CouponCode] = []
        for part in reservation.parts {
            codes.append(try await names.code(of: part.coupon, home: reservation.home))
        }
        return codes
    }
}

extension RedemptionAttempt {
    /// The same wish for another kind of request, whose digest differs.
    fileprivate func digested(_ digest: [UInt8]) -> RedemptionAttempt {
        RedemptionAttempt(
            head: AttemptHead(home: head.home, idempotency: head.idempotency, requestDigest: digest),
            coupons: coupons, objections: objections, redemption: redemption, request: request,
            cashier: cashier, purchase: purchase)
    }
}
