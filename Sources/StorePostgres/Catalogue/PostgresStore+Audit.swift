package import Store
import Vocabulary

extension PostgresStore: AuditStore {
    package func append(_ audit: AuditRecord) async throws(StoreError) {
        let insertion = Self.insertion(of: audit)
        try await change(insertion.sql, insertion.parameters)
    }

    package func audit(limit: Int) async throws(StoreError) -> [AuditRecord] {
        let statement = Statement(
            "SELECT at, actor, action, subject, detail FROM audit ORDER BY number DESC LIMIT $1",
            [.integer(max(limit, 0))])
        return try await rows(statement) { found throws(StoreError) in
            try found.map { row throws(StoreError) in
                AuditRecord(
                    at: try row.instant(0), actor: try row[1], action: try row[2], subject: try row[3],
                    detail: try row[4])
            }
        }
    }

    static func insertion(of audit: AuditRecord) -> Statement {
        Statement(
            "INSERT INTO audit (at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5)",
            [
                .instant(audit.at), .text(audit.actor), .text(audit.action), .text(audit.subject),
                .text(audit.detail),
            ])
    }
}
