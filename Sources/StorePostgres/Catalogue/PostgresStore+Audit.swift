package import Store
import Vocabulary

extension PostgresStore: AuditStore {
    package func append(_ audit: AuditRecord) async throws(StoreError) {
        let insertion = Self.insertion(of: audit)
        try await change(insertion.sql, insertion.parameters)
    }

    package func audit(limit: Int) async throws(StoreError) -> [AuditRecord] {
        let sql = Self.auditSelection + " ORDER BY number DESC LIMIT $1"
        return try await rows(Statement(sql, [.integer(max(limit, 0))])) { found throws(StoreError) in
            try found.map(Self.auditEntry).map(\.record)
        }
    }

    package func audit(about subjects: [String], limit: Int) async throws(StoreError) -> [AuditEntry] {
        let sql = "\(Self.auditSelection) WHERE subject = ANY($1) ORDER BY number DESC LIMIT $2"
        let count = min(max(limit, 1), AuditPage.maximumCount)
        return try await rows(Statement(sql, [.texts(subjects), .integer(count)])) {
            found throws(StoreError) in
            try found.map(Self.auditEntry)
        }
    }

    package func auditPage(
        after number: Int64?, limit: Int, scope: StoreScope
    ) async throws(StoreError) -> [AuditEntry] {
        let count = min(max(limit, 1), AuditPage.maximumCount)
        let stores = scope.stores?.map(\.text)
        let condition = stores == nil ? "" : " AND store = ANY($3)"
        let sql = """
            \(Self.auditSelection) WHERE number > $1\(condition)
            ORDER BY number \(number == nil ? "DESC" : "ASC") LIMIT $2
            """
        let parameters: [Parameter] =
            [.integer(number ?? 0), .integer(count)] + (stores.map { [.texts($0)] } ?? [])
        let entries = try await rows(Statement(sql, parameters)) { found throws(StoreError) in
            try found.map(Self.auditEntry)
        }
        return number == nil ? entries.reversed() : entries
    }

    private static let auditSelection =
        "SELECT number, at, role, actor, action, subject, store, detail FROM audit"

    private static func auditEntry(_ row: Row) throws(StoreError) -> AuditEntry {
        AuditEntry(
            number: try row[0],
            record: AuditRecord(
                at: try row.instant(1), role: try row.word(2), actor: try row[3], action: try row[4],
                subject: try row[5], store: try row.optionalID(6), detail: try row[7]))
    }

    /// The statement that appends an entry; the last but COMMIT of its transaction.
    ///
    /// A number is given when the row is made, and the row is seen when it is committed. If two were written at once, the
    /// later number could be seen first, and a reader who goes on from it would never see the earlier. So whoever
    /// appends waits, before the number is given, until the one before has committed. Since nothing else is locked after
    /// it, no two wait for each other.
    static func insertion(of audit: AuditRecord) -> Statement {
        Statement(
            """
            WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($8::bigint))
            INSERT INTO audit (at, role, actor, action, subject, store, detail)
            SELECT $1::bigint, $2::text, $3::text, $4::text, $5::text, $6::text, $7::text FROM turn
            """,
            [
                .instant(audit.at), .text(audit.role.rawValue), .text(audit.actor), .text(audit.action),
                .text(audit.subject), .id(audit.store), .text(audit.detail), .integer(Schema.auditLock),
            ])
    }
}
