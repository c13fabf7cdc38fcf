internal import CPostgres
import Store

/// One connection to a server, for one thread at a time.
///
/// Statements go out in pipelines: many at once, one answer awaited. The last error is kept until `takeFailure`,
/// so that who runs a transaction can tell a conflict from a broken wire.
@safe final class Connection {
    let handle: OpaquePointer
    let address: PostgresAddress
    let notices = NoticeLog()
    /// The names of statements that the server has parsed, by their text.
    var prepared: [String: String] = [:]
    /// Every text has a name of its own, also one that the server did not take.
    var nextName = 1
    /// Statements that go out before the next ones: a BEGIN costs no round trip of its own.
    var held: [Statement] = []
    var failure: ServerFailure?
    /// A server that was waited for in vain may still answer, so nothing more is sent to it.
    var isAbandoned = false
    /// The number that its session holds, if it is a writer's.
    var writerNumber: WriterNumber?
    /// How long a silent server is waited for.
    var patienceMilliseconds = PostgresLimits.answerTimeoutMilliseconds

    /// Connects to the first host that takes writes.
    ///
    /// - Parameters:
    ///   - address: Where, and who.
    ///   - name: What the server's list of sessions shows.
    /// - Throws: `StoreError.unreachable`, without the password.
    init(_ address: PostgresAddress, name: String) throws(StoreError) {
        guard let handle = unsafe Self.connect(address, name: name) else {
            throw .busy("there is no memory for a connection")
        }
        unsafe self.handle = unsafe handle
        self.address = address
        unsafe PQsetNoticeReceiver(handle, NoticeLog.receiver, Unmanaged.passUnretained(notices).toOpaque())
        guard isUsable else { throw .unreachable(wireText) }
        guard unsafe PQserverVersion(handle) >= PostgresLimits.oldestServerVersion else {
            throw .unreachable("Tessera needs PostgreSQL 15 or newer at \(address.place)")
        }
        try query(SessionSettings.statement)
    }

    deinit {
        unsafe PQfinish(handle)
    }

    /// Whether the last thing that happened left a usable connection.
    var isUsable: Bool { unsafe !isAbandoned && PQstatus(handle) == CONNECTION_OK }

    /// Runs one statement, and waits for its rows.
    ///
    /// - Throws: What the server reports.
    @discardableResult
    func query(_ sql: String, _ parameters: [Parameter] = []) throws(StoreError) -> ResultRows {
        try query(Statement(sql, parameters))
    }

    /// Runs one statement, and waits for its rows.
    ///
    /// - Throws: What the server reports.
    @discardableResult
    func query(_ statement: Statement) throws(StoreError) -> ResultRows {
        guard let result = try pipeline([statement]).last else { throw .unreachable("no answer came") }
        return result
    }

    /// Sends statements all at once, and waits for the rows of each.
    ///
    /// - Throws: The first error; the statements after it were not run.
    @discardableResult
    func pipeline(_ statements: [Statement]) throws(StoreError) -> [ResultRows] {
        guard !statements.isEmpty else { return [] }
        return try exchange(statements, .inside)
    }

    /// Begins a transaction with the next statement.
    func begin(_ mode: TransactionMode) {
        held = [Statement(mode.rawValue)]
    }

    /// Sends the last statements of a transaction together with its COMMIT, and waits until it is on disk.
    ///
    /// - Throws: `StoreError.unknown` if the answer is missing, or if the server warned that a standby may lack it.
    @discardableResult
    func commit(_ statements: [Statement] = []) throws(StoreError) -> [ResultRows] {
        guard held.isEmpty || !statements.isEmpty else {
            // Nothing was sent since BEGIN, so there is nothing to commit.
            held = []
            return []
        }
        return try exchange(statements + [Statement("COMMIT")], .commit).dropLast()
    }

    /// Ends a transaction that failed; afterwards the connection is idle, or unusable.
    func rollBack() {
        held = []
        guard isUsable, unsafe PQtransactionStatus(handle) != PQTRANS_IDLE else { return }
        _ = try? query("ROLLBACK")
    }

    /// What went wrong last, once.
    func takeFailure() -> ServerFailure? {
        defer { failure = nil }
        return failure
    }

    /// Runs a text of many statements without parameters.
    ///
    /// - Throws: What the server reports.
    func script(_ sql: String) throws(StoreError) {
        for text in held.map(\.sql) + [sql] {
            guard unsafe PQsendQuery(handle, text) == 1 else { throw lost(.inside) }
            var problem: StoreError?
            while let result = try unsafe nextResult(.inside) {
                problem = problem ?? fault(of: unsafe ResultRows(owning: result), .inside)
            }
            held = []
            if let problem { throw problem }
        }
    }

    private static func connect(_ address: PostgresAddress, name: String) -> OpaquePointer? {
        let words = ConnectionWords(address, name: name).pairs
        return unsafe withTexts(words.map(\.0)) { keys in
            unsafe withTexts(words.map(\.1)) { values in unsafe PQconnectdbParams(keys, values, 1) }
        }
    }

    /// Runs `body` with a list of C texts that ends with a null pointer.
    private static func withTexts(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> OpaquePointer?
    ) -> OpaquePointer? {
        let bytes = texts.map { Array($0.utf8CString) }
        return unsafe Array(bytes.joined()).withUnsafeBufferPointer { buffer in
            var offset = 0
            var pointers: [UnsafePointer<CChar>?] = unsafe []
            for text in bytes {
                unsafe pointers.append(buffer.baseAddress?.advanced(by: offset))
                offset += text.count
            }
            unsafe pointers.append(nil)
            return unsafe pointers.withUnsafeBufferPointer { list -> OpaquePointer? in
                guard let start = list.baseAddress else { return nil }
                return unsafe body(start)
            }
        }
    }
}

/// How a transaction begins.
enum TransactionMode: String, Sendable {
    /// Each statement sees what was committed before it, so a row that was waited for is seen as it is now.
    case write = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    /// All statements see one moment.
    case snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
}
