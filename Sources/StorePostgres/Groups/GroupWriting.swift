import Store
import Vocabulary

/// The statements that write what a group changed, one a table, all rows of one home.
struct GroupWriting {
    private let writes: GroupWrites
    private let reader: PostgresReader
    private let events: [EventDraft]

    init(_ writes: GroupWrites, _ reader: PostgresReader, _ keeping: EventKeeping) {
        events = keeping == .kept ? writes.events : []
        self.writes = writes
        self.reader = reader
    }

    /// All of them; the rows that others wait for come last.
    func statements() throws(StoreError) -> [Statement] {
        var statements: [Statement] = []
        for home in homes {
            let entries = writes.entries.filter { $0.draft.home == home }
            if !entries.isEmpty {
                if let chain = newChain(entries, home) { statements.append(chain) }
                statements.append(LedgerColumns.insertion(of: entries, home: home))
            }
            let told = events.filter { $0.home == home }
            if !told.isEmpty { statements.append(try EventWriting.insertion(of: told, home: home)) }
            statements += checkpoints(home)
            if let answers = try answers(home) { statements.append(answers) }
            statements += try reservations(home)
            statements += writes.leases.filter { $0.key.home == home }.map { LeaseColumns.writing($0.value) }
            let losses = writes.losses.filter { $0.key.home == home }.map(\.value)
            if !losses.isEmpty { statements.append(try LossColumns.writing(losses, home: home)) }
            if let coupons = coupons(home) { statements.append(coupons) }
            statements += CounterWriting(writes, reader.counters, home).statements
        }
        return statements
    }

    private var homes: [Home] {
        Set(
            writes.answers.keys.map(\.home) + writes.reservations.keys.map(\.home)
                + writes.coupons.keys.map(\.home) + writes.losses.keys.map(\.home)
        )
        .sorted { $0.rawValue < $1.rawValue }
    }

    /// The list of chains spares a search through the whole ledger.
    private func newChain(_ entries: [LedgerEntry], _ home: Home) -> Statement? {
        guard let first = entries.first, first.sequence == 1 else { return nil }
        return Statement(
            "INSERT INTO chain (home, writer) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            [.home(home), .text(first.writer)])
    }

    private func checkpoints(_ home: Home) -> [Statement] {
        writes.checkpoints.filter { $0.home == home }.map { checkpoint in
            Statement(
                """
                INSERT INTO checkpoint (home, writer, first, last, root, key_id, signature)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                """,
                [
                    .home(home), .text(checkpoint.writer), .integer(checkpoint.first),
                    .integer(checkpoint.last),
                    .bytes(checkpoint.root), .integer(checkpoint.seal.keyID),
                    .bytes(checkpoint.seal.signature),
                ])
        }
    }

    private func answers(_ home: Home) throws(StoreError) -> Statement? {
        // In the order of their keys: two verifiers with the same two keys then wait for each other and never both.
        let answers = writes.answers.filter { $0.key.home == home }.sorted {
            ($0.key.key.terminal.text, $0.key.key.key) < ($1.key.key.terminal.text, $1.key.key.key)
        }
        guard !answers.isEmpty else { return nil }
        var contents: [String] = []
        for (_, answer) in answers {
            if let plain = answer.content.plainJSON {
                contents.append(plain)
            } else {
                contents.append(try Document.encode(answer.content))
            }
        }
        return Statement(
            """
            INSERT INTO answer (home, terminal, key, request_digest, at, accepted_redemption, content)
            SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bytea[], $5::bigint[], $6::text[], $7::text[])
            """,
            [
                .home(home), .texts(answers.map(\.key.key.terminal.text)), .texts(answers.map(\.key.key.key)),
                .byteStrings(answers.map(\.value.requestDigest)),
                .integers(answers.map(\.value.at.millisecondsSince1970)),
                .texts(answers.map { $0.value.acceptedRedemption?.text }), .texts(contents),
            ])
    }

    private func reservations(_ home: Home) throws(StoreError) -> [Statement] {
        let records = writes.reservations.values.filter { $0.home == home }.sorted { $0.id < $1.id }
        guard !records.isEmpty else { return [] }
        var documents: [String] = []
        for record in records { documents.append(try Document.encode(record)) }
        let holds = records.filter { $0.state == .held }.flatMap { record in
            Set(record.parts.map(\.coupon.key.column)).sorted().map { (coupon: $0, id: record.id.text) }
        }
        return [
            Statement(
                """
                INSERT INTO reservation (home, id, state, expires_at, record)
                SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[], $5::text[])
                ON CONFLICT (home, id) DO UPDATE SET state = excluded.state, expires_at = excluded.expires_at,
                    record = excluded.record
                """,
                [
                    .home(home), .texts(records.map(\.id.text)), .texts(records.map(\.state.rawValue)),
                    .integers(records.map(\.expiresAt.millisecondsSince1970)), .texts(documents),
                ]),
            Statement(
                "DELETE FROM hold WHERE home = $1 AND coupon = ANY($2) AND reservation = ANY($3)",
                [
                    .home(home), .integers(records.flatMap { $0.parts.map(\.coupon.key.column) }),
                    .texts(records.filter { $0.state != .held }.map(\.id.text)),
                ]),
            Statement(
                """
                INSERT INTO hold (home, coupon, reservation) SELECT $1, * FROM unnest($2::bigint[], $3::text[])
                ON CONFLICT DO NOTHING
                """, [.home(home), .integers(holds.map(\.coupon)), .texts(holds.map(\.id))]),
        ]
    }

    private func coupons(_ home: Home) -> Statement? {
        let coupons = writes.coupons.filter { $0.key.home == home }
        guard !coupons.isEmpty else { return nil }
        return Statement(
            """
            UPDATE coupon SET uses_taken = new.taken, uses_held = new.held
            FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS new (key, taken, held)
            WHERE coupon.home = $1 AND coupon.key = new.key
            """,
            [
                .home(home), .integers(coupons.map(\.key.key.column)),
                .integers(coupons.map { Int64($0.value.taken) }),
                .integers(coupons.map { Int64($0.value.held) }),
            ])
    }
}
