import Store
import Support
import Testing

@testable import StorePostgres

/// The connection itself, on a real server.
@Suite(.enabled("PostgreSQL is installed or required") { PostgresCluster.isExpected })
struct PostgresWireTests {
    private func withConnection(_ body: (Connection, String) throws -> Void) async throws {
        try await withPostgres { address in
            let connection = try Connection(try PostgresAddress(parsing: address), name: "test")
            try body(connection, address)
        }
    }

    @Test(
        "What the server reports is the port's kind of trouble",
        arguments: [
            ("40001", .busy("x")), ("40P01", .busy("x")), ("55P03", .busy("x")), ("57014", .busy("x")),
            ("53300", .busy("x")), ("53100", .full("x")), ("25006", .readOnly("x")),
            ("57P01", .unreachable("x")), ("57P03", .unreachable("x")), ("08006", .unreachable("x")),
            ("28P01", .unreachable("x")), ("3D000", .unreachable("x")), (nil, .unreachable("x")),
            ("23505", .constraint("x")), ("23514", .constraint("x")), ("40003", .unknown("x")),
            ("42P01", .corrupt("x")), ("22003", .corrupt("x")),
        ] as [(String?, StoreError)])
    func errors(state: String?, expected: StoreError) {
        #expect(ServerFailure(state: state, text: "x").error == expected)
        #expect(ServerFailure(state: state, text: "x", isCommitOpen: true).error == .unknown("x"))
        #expect(!ServerFailure(state: state, text: "x", isCommitOpen: true).allowsAnotherRun(.conflicts))
    }

    @Test(
        "Only what wrote nothing is run again",
        arguments: [
            ("40001", true, true), ("40P01", true, true), (nil, true, true), ("57P01", true, true),
            ("25006", true, true), ("23505", false, true), ("55P03", false, false), ("57014", false, false),
            ("23514", false, false),
        ] as [(String?, Bool, Bool)])
    func reruns(state: String?, afterConflicts: Bool, afterUnique: Bool) {
        let failure = ServerFailure(state: state, text: "x")
        #expect(failure.allowsAnotherRun(.conflicts) == afterConflicts)
        #expect(failure.allowsAnotherRun(.alsoUniqueViolations) == afterUnique)
    }

    @Test("An address never shows its password, and what libpq says of it neither")
    func passwords() throws {
        let text = "postgresql://anna:s3cr3t@db1,db2:6432/shop?connect_timeout=1"
        let address = try PostgresAddress(parsing: text)
        #expect("\(address)" == "«secret»")
        #expect(String(reflecting: address) == "«secret»")
        #expect(address.place == "anna@db1,db2:,6432/shop")
        #expect(address.concealing("bad s3cr3t\nand s3cr3t") == "bad «secret» and «secret»")
        for bad in ["postgresql://anna:s3cr3t@db/shop?colour=red", "mysql://anna:s3cr3t@db", "s3cr3t"] {
            #expect {
                try PostgresAddress(parsing: bad)
            } throws: { error in
                guard case .unreachable(let text) = error as? StoreError else { return false }
                return !text.contains("s3cr3t")
            }
        }
    }

    @Test("A server that is not there is unreachable, and the message says where it was looked for")
    func missing() throws {
        let address = try PostgresAddress(parsing: "postgresql://anna:s3cr3t@127.0.0.1:1/shop")
        #expect {
            try Connection(address, name: "test")
        } throws: { error in
            guard case .unreachable(let text) = error as? StoreError else { return false }
            return text.contains("anna@127.0.0.1:1/shop") && !text.contains("s3cr3t")
        }
    }

    @Test("Values come back as they were sent, alone and in arrays")
    func values() async throws {
        try await withConnection { connection, _ in
            let texts = ["", "a,b", "\"{}\\", "清泉", nil]
            let numbers: [Int64?] = [.min, -1, 0, .max, nil]
            let bytes: [[UInt8]?] = [[], [0, 255, 92], nil]
            let found = try connection.query(
                """
                SELECT array_length($1::text[], 1), text, number, bytes, flag FROM unnest($1, $2, $3, $4)
                    WITH ORDINALITY AS row (text, number, bytes, flag, place) ORDER BY place
                """,
                [.texts(texts), .integers(numbers), .byteStrings(bytes), .flags([true, false])])
            #expect(found.count == 5)
            #expect(try found.first?[0] == 5)
            #expect(try found.map { row throws(StoreError) in try row[1] as String? } == texts)
            #expect(try found.map { row throws(StoreError) in try row[2] as Int64? } == numbers)
            #expect(
                try found.map { row throws(StoreError) in try row[3] as [UInt8]? }.prefix(3) == bytes[...])
            #expect(
                try found.map { row throws(StoreError) in try row[4] as Bool? }.prefix(3) == [
                    true, false, nil,
                ])
            let empty = try connection.query("SELECT cardinality($1::bigint[])", [.integers([])])
            #expect(try empty.first?[0] == 0)
        }
    }

    @Test("A column that holds something else is corrupt, not a crash")
    func wrongColumns() async throws {
        try await withConnection { connection, _ in
            let row = try #require(try connection.query("SELECT 300, NULL::text, 'x', -1").first)
            #expect(throws: StoreError.self) { try row[1] as String }
            #expect(throws: StoreError.self) { try row[2] as Int64 }
            #expect(throws: StoreError.self) { try row[3] as UInt32 }
            #expect(try row[0] as Int32 == 300)
        }
    }

    @Test("The first error of a pipeline is the one that is told; nothing after it ran")
    func pipeline() async throws {
        try await withConnection { connection, _ in
            try connection.script("SET search_path = public; CREATE TABLE t (n bigint PRIMARY KEY)")
            connection.begin(.write)
            let inserts = [1, 2, 2, 3].map { Statement("INSERT INTO t VALUES ($1)", [.integer($0)]) }
            #expect(throws: StoreError.self) { try connection.commit(inserts) }
            let failure = try #require(connection.takeFailure())
            #expect(failure.state == "23505")
            #expect(failure.constraint == "t_pkey")
            #expect(!failure.isCommitOpen)
            connection.rollBack()
            #expect(try connection.query("SELECT count(*) FROM t").first?[0] == 0)
            #expect(throws: StoreError.self) {
                try connection.pipeline([Statement("SELECT 1"), Statement("SELEC 1"), Statement("SELECT 2")])
            }
            #expect(try connection.query("SELECT 2").first?[0] == 2)
        }
    }

    @Test("Large statements and large answers cross each other without waiting for ever")
    func large() async throws {
        try await withConnection { connection, _ in
            let text = String(repeating: "x", count: 100_000)
            let statements = (1...100).map { _ in Statement("SELECT $1::text || $1", [.text(text)]) }
            let results = try connection.pipeline(statements)
            #expect(results.count == 100)
            #expect(try results.last?.first?[0] == text + text)
        }
    }

    @Test("Every session has its limits, and a commit that waits for the disk, whatever the database says")
    func settings() async throws {
        try await withPostgres { address in
            let name = try #require(address.split(separator: "/").dropFirst().first?.prefix { $0 != "?" })
            let cluster = try PostgresCluster.shared.get()
            try cluster.sql("ALTER DATABASE \(name) SET synchronous_commit = off")
            let connection = try Connection(try PostgresAddress(parsing: address), name: "test")
            let names = ["synchronous_commit", "statement_timeout", "lock_timeout", "search_path", "jit"]
            var found: [String] = []
            for name in names {
                found.append(
                    try connection.query("SELECT current_setting($1)", [.text(name)]).first?[0] ?? "")
            }
            #expect(found == ["on", "10s", "5s", "tessera", "off"])
        }
    }

    @Test("A warning that comes with a COMMIT leaves open whether it holds")
    func warning() async throws {
        try await withConnection { connection, _ in
            try connection.script(
                """
                SET search_path = public;
                CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN RAISE WARNING 'canceling wait for synchronous replication'; RETURN NULL; END $$;
                CREATE TABLE t (n bigint);
                CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED
                    FOR EACH ROW EXECUTE FUNCTION warn();
                """)
            connection.begin(.write)
            let insert = Statement("INSERT INTO t VALUES (1)")
            #expect {
                try connection.commit([insert])
            } throws: { error in
                guard case .unknown(let text) = error as? StoreError else { return false }
                return text.contains("canceling wait")
            }
        }
    }
}
