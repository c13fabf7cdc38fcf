import Promotion
import Store
import Vocabulary

// What rows say, kept for the rest of the transaction; who was asked for and not found is kept as missing.

extension PostgresReader {
    func take(answers found: ResultRows, _ keys: [IdempotencyKey], _ home: Home) throws(StoreError) {
        for key in keys { answers[Homed(key, home)] = .some(nil) }
        for row in found.rows {
            let key = IdempotencyKey(terminal: try row.id(0), key: try row[1])
            answers[Homed(key, home)] = KeptAnswer(
                requestDigest: try row[2],
                content: try Document.decode(KeptAnswer.Content.self, from: try row[3]),
                at: try row.instant(4))
        }
    }

    func take(accessVersion found: ResultRows) throws(StoreError) {
        knownAccessVersion = try found.one { row throws(StoreError) in try row[0] }
    }

    /// Takes coupons in with their batches; no reservation holds what has no uses held.
    func take(
        coupons found: ResultRows, batches: ResultRows, _ keys: [CouponKey], _ home: Home
    ) throws(StoreError) {
        let batches = try self.batches(batches)
        for key in keys { coupons[Homed(key, home)] = .some(nil) }
        for row in found.rows {
            guard let batch = batches[try row[1]] else { throw .corrupt("a coupon has lost its batch") }
            let record = batch.coupon(
                CouponKey(column: try row[0]), serial: try row[2],
                uses: CouponUses(taken: try row[3], held: try row[4]), usesAllowed: try row[5],
                holder: try row.optionalID(6))
            coupons[Homed(record.identity.key, home)] = record
            if record.usesHeld == 0 { holding[Homed(record.identity.key, home)] = [] }
        }
    }

    private func batches(_ found: ResultRows) throws(StoreError) -> [Int64: BatchTerms] {
        var batches: [Int64: BatchTerms] = [:]
        for row in found.rows {
            let batch = BatchTerms(
                batch: try row.id(1), campaign: try row.id(2), offer: try row.id(3),
                placement: try row.optionalID(4), state: try row.word(5), lastDay: try row.optionalDay(6))
            batches[try row[0]] = batch
            guard offerRecords[batch.offer] == nil else { continue }
            offerRecords[batch.offer] = try offers.offer(
                batch.offer, of: batch.campaign, revision: try row[7], state: try row.word(8), connection)
        }
        return batches
    }

    func take(members found: ResultRows, _ ids: [MemberID], _ home: Home) throws(StoreError) {
        for id in ids { members[Homed(id, home)] = .some(nil) }
        for row in found.rows {
            members[Homed(try row.id(0), home)] = ProgramMember(
                id: try row.id(1), joinedOn: try row.day(2), mergedText: try row[3])
        }
    }

    func take(combinations found: ResultRows, _ keys: [PurchaseKey], _ home: Home) throws(StoreError) {
        for key in keys { purchases[Homed(key, home)] = [] }
        for row in found.rows {
            let key = PurchaseKey(store: try row.id(0), receipt: try row[1])
            purchases[Homed(key, home), default: []].append(try row.word(2))
        }
    }

    /// Entries never change, so those found are kept; one that is missing may still come.
    func take(entries found: ResultRows, _ home: Home) throws(StoreError) {
        for row in found.rows {
            let entry = try LedgerColumns.entry(row)
            entries[Homed(entry.draft.redemption, home)] = entry
        }
    }

    func take(reversals found: ResultRows, _ ids: [RedemptionID], _ home: Home) throws(StoreError) {
        for id in ids { undoing[Homed(id, home)] = [] }
        for row in found.rows {
            let entry = try LedgerColumns.entry(row)
            undoing[Homed(entry.draft.redemption, home), default: []].append(entry)
        }
    }

    func take(uses found: ResultRows, _ keys: [CouponKey], _ home: Home) throws(StoreError) {
        for key in keys { uses[Homed(key, home)] = [] }
        for row in found.rows {
            uses[Homed(CouponKey(column: try row[0]), home), default: []].append(try Self.use(row))
        }
    }

    static func use(_ row: Row) throws(StoreError) -> Redemption.EarlierUse {
        Redemption.EarlierUse(at: try row.moment(1), store: try row.id(4))
    }

    func take(reservations found: ResultRows, _ ids: [ReservationID], _ home: Home) throws(StoreError) {
        for id in ids { reservations[Homed(id, home)] = .some(nil) }
        for row in found.rows {
            let record = try Self.reservation(row, from: 0)
            reservations[Homed(record.id, home)] = record
        }
    }

    func take(holds found: ResultRows, _ keys: [CouponKey], _ home: Home) throws(StoreError) {
        for key in keys { holding[Homed(key, home)] = [] }
        for row in found.rows {
            let record = try Self.reservation(row, from: 1)
            holding[Homed(CouponKey(column: try row[0]), home), default: []].append(record)
        }
    }

    /// Reads an id, a state and a record; the state beside the record is what the schema knows of it.
    static func reservation(_ row: Row, from column: Int) throws(StoreError) -> ReservationRecord {
        var record = try Document.decode(ReservationRecord.self, from: try row[column + 2])
        record.state = try row.word(column + 1)
        return record
    }

    func take(head found: ResultRows, of writer: String, _ home: Home) throws(StoreError) {
        heads[home] =
            try found.one { row throws(StoreError) in
                ChainHead(writer: writer, sequence: try row[0], hash: try row[1])
            } ?? ChainHead(writer: writer)
    }
}
