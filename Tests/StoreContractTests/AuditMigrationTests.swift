import GRDB
import Store
import Testing
import Vocabulary

@testable import StoreSQLite

@Suite struct AuditMigrationTests {
    private func makeFileOfVersion1(at path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL")
            try db.execute(sql: Schema.version1)
            try db.execute(
                sql: """
                    PRAGMA user_version = 1; PRAGMA application_id = \(Schema.applicationID);
                    INSERT INTO audit (at, actor, action, subject, detail)
                        VALUES (1000, 'li', 'member_export', 'members', '{}');
                    """)
        }
        try queue.close()
    }

    @Test("A file of the first version keeps its audit log, whose entries are those of accounts")
    func fromVersion1() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/tessera.db"
            try makeFileOfVersion1(at: path)
            let store = try SQLiteStore(path: path)
            let old = AuditRecord(
                at: Instant(millisecondsSince1970: 1_000), role: .account, actor: "li",
                action: "member_export", subject: "members", detail: "{}")
            #expect(
                try await store.auditPage(after: 0, limit: 10, scope: .every) == [
                    AuditEntry(number: 1, record: old)
                ])
            try await Fixture.prepare(store)
            #expect(try await store.lockouts(at: Fixture.now).isEmpty)
            #expect(try await store.findFaults() == [])
            try store.close()
        }
    }
}
