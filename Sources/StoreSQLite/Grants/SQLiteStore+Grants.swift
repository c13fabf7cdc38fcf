import GRDB
import Promotion
package import Store
package import Vocabulary

extension SQLiteStore: GrantStore {
    package func grant(
        _ order: GrantOrder, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> GrantAnswer {
        try await write { db in
            var rows = SQLiteGrantRows(db: db, home: home)
            let answer = try GrantProcedure.run(order, &rows)
            if case .granted = answer { try Self.insert(audit, db) }
            return answer
        }
    }

    package func grant(
        _ reason: GrantReason, of member: MemberID, home: Home
    ) async throws(StoreError) -> GrantRecord? {
        try await read { db in try SQLiteGrantRows(db: db, home: home).grant(reason, of: member) }
    }

    package func grants(
        of member: MemberID?, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedGrant] {
        try await read { db in
            var arguments: StatementArguments = [
                home.rawValue, number ?? .max, GrantPage.bounded(limit),
            ]
            if let member { arguments += [member.text] }
            return try Row.fetchAll(
                db, sql: GrantSQL.grants(ofMember: member != nil, mark: "?"), arguments: arguments
            ).map(SQLiteGrantRows.numbered)
        }
    }

    package func owedCards(
        after number: Int64, since day: CalendarDate, limit: Int, home: Home
    ) async throws(StoreError) -> [OwedCard] {
        try await read { db in
            try Row.fetchAll(
                db, sql: GrantSQL.owedCards(mark: "?"),
                arguments: [home.rawValue, number, day.daysSince1970, GrantPage.bounded(limit)]
            ).map { row in
                OwedCard(
                    number: row[0], entry: UnitEntryID(unchecked: row[1]),
                    member: MemberID(unchecked: row[2]), offer: OfferID(unchecked: row[3]))
            }
        }
    }
}

/// Grants inside a transaction; SQLite lets one write at a time.
struct SQLiteGrantRows: GrantRows {
    let db: Database
    let home: Home

    func lockedMember(_ id: MemberID) throws(StoreError) -> MemberRecord? {
        try translatingErrors { try MemberReading(db, home: home).member(id) }
    }

    func grant(_ reason: GrantReason, of member: MemberID) throws(StoreError) -> GrantRecord? {
        try translatingErrors {
            try Row.fetchOne(
                db.cachedStatement(sql: GrantSQL.grant(mark: "?")),
                arguments: [home.rawValue, member.text, reason.series, reason.occasion]
            ).map { Self.numbered($0).grant }
        }
    }

    func take(_ claim: CouponClaim) throws(StoreError) -> ClaimedCoupon? {
        try translatingErrors { try SQLiteStore.take(claim, home: home, db) }
    }

    func append(_ grant: GrantRecord) throws(StoreError) {
        try translatingErrors {
            try db.execute(
                sql: """
                    INSERT INTO reward_grant (home, member, asked_for, series, occasion, offer, batch, serial,
                        granted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    home.rawValue, grant.member.text, grant.askedFor.text, grant.reason.series,
                    grant.reason.occasion, grant.offer.text, grant.coupon.batch.text, grant.coupon.serial,
                    grant.at.millisecondsSince1970,
                ])
        }
    }

    static func numbered(_ row: Row) -> NumberedGrant {
        NumberedGrant(
            number: row[0],
            grant: GrantRecord(
                member: MemberID(unchecked: row[1]), askedFor: MemberID(unchecked: row[2]),
                reason: GrantReason(series: row[3], occasion: row[4]), offer: OfferID(unchecked: row[5]),
                coupon: ClaimedCoupon(batch: BatchID(unchecked: row[6]), serial: row[7]),
                at: Instant(millisecondsSince1970: row[8])))
    }
}

extension SQLiteStore {
    /// Adds the coupon of a claim; `nil` if all its serials are taken.
    static func take(_ claim: CouponClaim, home: Home, _ db: Database) throws -> ClaimedCoupon? {
        guard let batch = try record(claim.batch, db) else {
            throw StoreError.constraint("there is no batch \(claim.batch)")
        }
        guard let (serial, key) = claim.next(afterIssued: batch.issued) else { return nil }
        try CouponInsertion(batch: batch, home: home).insert([key], firstSerial: serial, db)
        try db.execute(
            sql: "UPDATE coupon SET holder = ? WHERE home = ? AND key = ?",
            arguments: [claim.holder.text, home.rawValue, key.column])
        try db.execute(
            sql: "UPDATE batch SET issued = ?1, count = max(count, ?1) WHERE id = ?2",
            arguments: [serial, claim.batch.text])
        return ClaimedCoupon(batch: claim.batch, serial: serial)
    }
}
