import Foundation
import GRDB
import Promotion
import Store
import Vocabulary

/// Writes what a group changes, inside its transaction.
struct GroupWriting {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    func write(_ writes: GroupWrites, events: EventKeeping) throws {
        try writeCoupons(writes.coupons)
        try writeCounters(writes.counters)
        try writeEntries(writes.entries)
        try writeAnswers(writes.answers)
        for reservation in writes.reservations.values { try write(reservation) }
        for checkpoint in writes.checkpoints { try write(checkpoint) }
        if events == .kept { try SQLiteOutboxRows.insert(writes.events, db) }
    }

    private func writeCoupons(_ coupons: [Homed<CouponKey>: CouponUses]) throws {
        guard !coupons.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: "UPDATE coupon SET uses_taken = ?, uses_held = ? WHERE home = ? AND key = ?")
        for (coupon, uses) in coupons {
            try statement.execute(arguments: [
                uses.taken, uses.held, coupon.home.rawValue, coupon.key.column,
            ])
        }
    }

    private func writeCounters(_ counters: [Homed<Counter>: Int64]) throws {
        guard !counters.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO counter (home, owner, scope, subject, taken) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (home, owner, scope, subject) DO UPDATE SET taken = taken + excluded.taken
                """)
        let decrement = try db.cachedStatement(
            sql: """
                UPDATE counter SET taken = taken + ? WHERE home = ? AND owner = ? AND scope = ? AND subject = ?
                """)
        for (counter, change) in counters where change != 0 {
            let name = counter.key
            // A row that would begin below zero is not even tried: the check would hit before the conflict.
            if change > 0 {
                try statement.execute(arguments: [
                    counter.home.rawValue, name.owner, name.scope.rawValue, name.subject, change,
                ])
            } else {
                try decrement.execute(arguments: [
                    change, counter.home.rawValue, name.owner, name.scope.rawValue, name.subject,
                ])
            }
        }
    }

    private func writeEntries(_ entries: [LedgerEntry]) throws {
        guard !entries.isEmpty else { return }
        let statement = try db.cachedStatement(sql: LedgerColumns.insertion)
        for entry in entries { try statement.execute(arguments: LedgerColumns.arguments(entry)) }
    }

    private func writeAnswers(_ answers: [Homed<IdempotencyKey>: KeptAnswer]) throws {
        guard !answers.isEmpty else { return }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO answer (home, terminal, key, request_digest, at, accepted_redemption, record)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        for (key, answer) in answers {
            try statement.execute(arguments: [
                key.home.rawValue, key.key.terminal.text, key.key.key, Data(answer.requestDigest),
                answer.at.millisecondsSince1970, answer.acceptedRedemption?.text,
                try answer.content.plainJSON ?? Document.encode(answer.content),
            ])
        }
    }

    private func write(_ reservation: ReservationRecord) throws {
        let home = reservation.home.rawValue
        try db.execute(
            sql: """
                INSERT INTO reservation (home, id, state, expires_at, store, day, member, document)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (home, id) DO UPDATE SET state = excluded.state, document = excluded.document
                """,
            arguments: [
                home, reservation.id.text, reservation.state.rawValue,
                reservation.expiresAt.millisecondsSince1970, reservation.store.text,
                reservation.moment.date.daysSince1970, reservation.member?.text,
                try Document.encode(reservation),
            ])
        for part in reservation.parts {
            try db.execute(
                sql: """
                    INSERT INTO reservation_part
                        (home, coupon, reservation, campaign, offer, discount, discount_currency)
                    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """,
                arguments: [
                    home, part.coupon.key.column, reservation.id.text, part.campaign.text, part.offer.text,
                    part.acceptance.discount.minorUnits, part.acceptance.discount.currency.code,
                ])
        }
    }

    private func write(_ checkpoint: Checkpoint) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO checkpoint (writer, last, first, home, root, key, signature)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try statement.execute(arguments: [
            checkpoint.writer, checkpoint.last, checkpoint.first, checkpoint.home.rawValue,
            Data(checkpoint.root), checkpoint.seal.keyID, Data(checkpoint.seal.signature),
        ])
    }
}
