import Promotion
package import Store
package import Vocabulary

extension PostgresStore: GrantStore {
    package func grant(
        _ order: GrantOrder, audit: AuditRecord, home: Home
    ) async throws(StoreError) -> GrantAnswer {
        try await write { connection throws(StoreError) in
            var rows = PostgresGrantRows(connection: connection, home: home)
            let answer = try GrantProcedure.run(order, &rows)
            if case .granted = answer { try connection.query(Self.insertion(of: audit)) }
            return answer
        }
    }

    package func grant(
        _ reason: GrantReason, of member: MemberID, home: Home
    ) async throws(StoreError) -> GrantRecord? {
        try await rows(PostgresGrantRows.question(reason, of: member, home: home)) {
            found throws(StoreError) in
            try found.one { row throws(StoreError) in try PostgresGrantRows.numbered(row).grant }
        }
    }

    package func grants(
        of member: MemberID?, before number: Int64?, limit: Int, home: Home
    ) async throws(StoreError) -> [NumberedGrant] {
        var parameters: [Parameter] = [
            .home(home), .integer(number ?? Int64.max), .integer(GrantPage.bounded(limit)),
        ]
        if let member { parameters.append(.id(member)) }
        let statement = Statement(GrantSQL.grants(ofMember: member != nil, mark: "$"), parameters)
        return try await rows(statement) { found throws(StoreError) in
            try found.map(PostgresGrantRows.numbered)
        }
    }

    package func owedCards(
        after number: Int64, since day: CalendarDate, limit: Int, home: Home
    ) async throws(StoreError) -> [OwedCard] {
        let statement = Statement(
            GrantSQL.owedCards(mark: "$"),
            [
                .home(home), .integer(number), .integer(day.daysSince1970),
                .integer(GrantPage.bounded(limit)),
            ])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                OwedCard(
                    number: try row[0], entry: try row.id(1), member: try row.id(2), offer: try row.id(3))
            }
        }
    }
}

/// Grants inside a transaction.
struct PostgresGrantRows: GrantRows {
    let connection: Connection
    let home: Home

    func lockedMember(_ id: MemberID) throws(StoreError) -> MemberRecord? {
        try PostgresStore.members(
            of: Statement(
                "SELECT \(MemberTable.columns) FROM member WHERE home = $1 AND id = $2 FOR UPDATE",
                [.home(home), .id(id)]), home: .home(home), connection
        ).first
    }

    func grant(_ reason: GrantReason, of member: MemberID) throws(StoreError) -> GrantRecord? {
        try connection.query(Self.question(reason, of: member, home: home))
            .one { row throws(StoreError) in try Self.numbered(row).grant }
    }

    func take(_ claim: CouponClaim) throws(StoreError) -> ClaimedCoupon? {
        try PostgresStore.take(claim, home: home, connection)
    }

    func append(_ grant: GrantRecord) throws(StoreError) {
        try connection.query(
            """
            INSERT INTO reward_grant (home, member, asked_for, series, occasion, offer, batch, serial, granted_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            [
                .home(home), .id(grant.member), .id(grant.askedFor), .text(grant.reason.series),
                .text(grant.reason.occasion), .id(grant.offer), .id(grant.coupon.batch),
                .integer(grant.coupon.serial), .instant(grant.at),
            ])
    }

    static func question(_ reason: GrantReason, of member: MemberID, home: Home) -> Statement {
        Statement(
            GrantSQL.grant(mark: "$"),
            [.home(home), .id(member), .text(reason.series), .text(reason.occasion)])
    }

    static func numbered(_ row: Row) throws(StoreError) -> NumberedGrant {
        NumberedGrant(
            number: try row[0],
            grant: GrantRecord(
                member: try row.id(1), askedFor: try row.id(2),
                reason: GrantReason(series: try row[3], occasion: try row[4]), offer: try row.id(5),
                coupon: ClaimedCoupon(batch: try row.id(6), serial: try row[7]), at: try row.instant(8)))
    }
}

extension PostgresStore {
    /// Adds the coupon of a claim; `nil` if all its serials are taken.
    static func take(
        _ claim: CouponClaim, home: Home, _ connection: Connection
    ) throws(StoreError) -> ClaimedCoupon? {
        guard let batch = try record(claim.batch, connection, locks: " FOR UPDATE") else {
            throw .constraint("there is no batch \(claim.batch)")
        }
        guard let (serial, key) = claim.next(afterIssued: batch.issued) else { return nil }
        try connection.query(
            """
            INSERT INTO coupon (home, key, batch, serial, uses_allowed, holder)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .home(home), .integer(key.column), .integer(batch.number), .integer(serial),
                .integer(batch.usesPerCoupon), .id(claim.holder),
            ])
        try connection.query(
            "UPDATE batch SET issued = $1, count = greatest(count, $1) WHERE id = $2",
            [.integer(serial), .id(claim.batch)])
        return ClaimedCoupon(batch: claim.batch, serial: serial)
    }
}
