import Promotion
import Store
import Vocabulary

extension PostgresUnitRows {
    func write(_ change: UnitChange) throws(StoreError) {
        let entries = change.answer.entries
        var statements = entries.map(insertion) + entries.filter { !$0.postings.isEmpty }.map(postings)
        if !change.lots.isEmpty { statements.append(upsert(change.lots)) }
        if !change.debts.isEmpty { statements.append(upsert(change.debts)) }
        try connection.pipeline(statements)
    }

    func keep(_ answer: KeptUnitAnswer, under key: String, at instant: Instant) throws(StoreError) {
        try connection.query(
            "INSERT INTO unit_answer (home, key, digest, document, at) VALUES ($1, $2, $3, $4, $5)",
            [
                .home(home), .text(key), .bytes(answer.digest), .text(try Document.encode(answer.outcome)),
                .instant(instant),
            ])
    }

    private func insertion(of entry: UnitEntry) -> Statement {
        Statement(
            """
            INSERT INTO unit_entry (home, id, kind, member, at, day, amount, reverses, reward, note, actor)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            [
                .home(home), .id(entry.id), .text(entry.kind.rawValue), .id(entry.member), .instant(entry.at),
                .integer(entry.day.daysSince1970), .integer(entry.amount), .id(entry.reverses),
                .id(entry.reward), .text(entry.note), .text(entry.actor),
            ])
    }

    private func postings(of entry: UnitEntry) -> Statement {
        let columns = entry.postings.map(\.account.columns)
        return Statement(
            """
            INSERT INTO unit_posting (home, entry, place, unit, account, lot, member, amount)
            SELECT $1, $2, * FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[])
            """,
            [
                .home(home), .id(entry.id), .integers(entry.postings.indices.map(Int64.init)),
                .texts(entry.postings.map(\.unit.text)), .texts(columns.map(\.account)),
                .texts(columns.map { $0.lot?.text }), .texts(columns.map { $0.member?.text }),
                .integers(entry.postings.map(\.amount)),
            ])
    }

    private func upsert(_ lots: [UnitLot]) -> Statement {
        Statement(
            """
            INSERT INTO unit_lot (home, \(UnitTables.lot))
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
                $8::bigint[], $9::bigint[], $10::bigint[])
            ON CONFLICT (home, source, unit) DO UPDATE SET remaining = excluded.remaining,
                expired = excluded.expired, last_day = excluded.last_day
            """,
            [
                .home(home), .texts(lots.map(\.source.text)), .texts(lots.map(\.unit.text)),
                .texts(lots.map(\.member.text)), .integers(lots.map(\.amount)),
                .integers(lots.map(\.remaining)), .integers(lots.map(\.expired)),
                .integers(lots.map { Int64($0.createdOn.daysSince1970) }),
                .integers(lots.map { Int64($0.firstDay.daysSince1970) }),
                .integers(lots.map { $0.lastDay.map { Int64($0.daysSince1970) } }),
            ])
    }

    private func upsert(_ debts: [UnitDebt]) -> Statement {
        Statement(
            """
            INSERT INTO unit_debt (home, member, unit, amount)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[])
            ON CONFLICT (home, member, unit) DO UPDATE SET amount = excluded.amount
            """,
            [
                .home(home), .texts(debts.map(\.member.text)), .texts(debts.map(\.unit.text)),
                .integers(debts.map(\.amount)),
            ])
    }
}
