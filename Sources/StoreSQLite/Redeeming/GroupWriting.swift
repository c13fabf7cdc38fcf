import Foundation
import GRDB
import Promotion
import Store
import Vocabulary

/// Writes what a group changes, inside its transaction.
struct GroupWriting {
    private let db: Database
    private let statements: StatementShelf
    private let reader: SQLiteReader

    /// - Parameters:
    ///   - db: The connection that writes.
    ///   - statements: Its statements.
    ///   - reader: What the group was decided on.
    init(_ db: Database, _ statements: StatementShelf, reader: SQLiteReader) {
        self.db = db
        self.statements = statements
        self.reader = reader
    }

    func write(_ writes: GroupWrites, events: EventKeeping) throws {
        let (previousUses, lastUses) = try uses(writes.entries)
        try writeCoupons(writes.coupons, lastUses)
        try writeCounters(writes.counters)
        try writeEntries(writes.entries, previousUses)
        try writeAnswers(writes.answers.map { ($0.key, $0.value) })
        for reservation in writes.reservations.values { try write(reservation) }
        for lease in writes.leases.values { try LeaseColumns.write(lease, db) }
        for (key, loss) in writes.losses { try LossColumns.write(loss, home: key.home, db) }
        for checkpoint in writes.checkpoints {
            let statement = try statements[.insertCheckpoint]
            CheckpointColumns.bind(checkpoint, to: statement)
            try statement.run()
        }
        if events == .kept { try SQLiteOutboxRows.insert(writes.events, db) }
    }

    /// Which use of its coupon comes before each entry, and which comes last.
    private func uses(
        _ entries: [LedgerEntry]
    ) throws -> (previous: [Int64?], last: [Homed<CouponKey>: Int64]) {
        var last: [Homed<CouponKey>: Int64] = [:]
        let previous = try entries.map { entry -> Int64? in
            guard entry.draft.kind == .redemption else { return nil }
            let coupon = Homed(entry.draft.coupon.key, entry.draft.home)
            let before = try last[coupon] ?? reader.lastUse(of: coupon.key, home: coupon.home)
            last[coupon] = entry.sequence
            return before
        }
        return (previous, last)
    }

    private func writeCoupons(
        _ coupons: [Homed<CouponKey>: CouponUses], _ lastUses: [Homed<CouponKey>: Int64]
    ) throws {
        for (coupon, uses) in coupons {
            let lastUse = lastUses[coupon]
            let statement = try statements[lastUse == nil ? .setCoupon : .setUsedCoupon]
            statement.bind(uses.taken)
            statement.bind(uses.held)
            if let lastUse { statement.bind(lastUse) }
            statement.bind(coupon.home.rawValue)
            statement.bind(coupon.key.column)
            try statement.run()
        }
    }

    private func writeCounters(_ counters: [Homed<Counter>: Int64]) throws {
        for (counter, change) in counters where change != 0 {
            let name = counter.key
            // A row that would begin below zero is not even tried: the check would hit before the conflict.
            let statement = try statements[change > 0 ? .addToCounter : .takeFromCounter]
            if change < 0 { statement.bind(-change) }
            statement.bind(counter.home.rawValue)
            statement.bind(name.owner)
            statement.bind(name.scope.rawValue)
            statement.bind(name.subject)
            if change > 0 { statement.bind(change) }
            try statement.run()
        }
    }

    private func writeEntries(_ entries: [LedgerEntry], _ previousUses: [Int64?]) throws {
        try inRows(entries.count, many: .insertEntries, one: .insertEntry) { place, statement in
            LedgerColumns.bind(entries[place], previousUse: previousUses[place], to: statement)
        }
    }

    private func writeAnswers(_ answers: [(Homed<IdempotencyKey>, KeptAnswer)]) throws {
        try inRows(answers.count, many: .insertAnswers, one: .insertAnswer) { place, statement in
            let (name, answer) = answers[place]
            statement.bind(name.home.rawValue)
            statement.bind(name.key.terminal.text)
            statement.bind(name.key.key)
            statement.bind(blob: answer.requestDigest)
            statement.bind(answer.at.millisecondsSince1970)
            statement.bind(answer.acceptedRedemption?.text)
            statement.bind(try answer.content.plainJSON ?? Document.encode(answer.content))
        }
    }

    /// Inserts rows, as many as it takes by `HotSQL.rowCount` at once and the rest one by one.
    private func inRows(
        _ count: Int, many: HotSQL, one: HotSQL, _ bind: (Int, HotStatement) throws -> Void
    ) throws {
        var place = 0
        while place < count {
            let rows = count - place >= HotSQL.rowCount ? HotSQL.rowCount : 1
            let statement = try statements[rows == 1 ? one : many]
            for row in place..<place + rows { try bind(row, statement) }
            try statement.run()
            place += rows
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
}
