/// What every connection is told first.
enum SessionSettings {
    /// Sets what must hold for every statement.
    ///
    /// A commit that is answered before it is on disk is no commit: a weaker setting of the role or the database is
    /// raised, a stronger one stays.
    static let statement = Statement(
        """
        SELECT \(set.map { "set_config('\($0)', '\($1)', false)" }.joined(separator: ", ")),
            set_config('synchronous_commit',
                CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on'
                ELSE current_setting('synchronous_commit') END, false)
        """)

    private static let set = [
        ("search_path", Schema.name),
        ("client_encoding", "UTF8"),
        ("timezone", "UTC"),
        ("statement_timeout", "\(PostgresLimits.statementTimeoutMilliseconds)"),
        ("lock_timeout", "\(PostgresLimits.lockTimeoutMilliseconds)"),
        ("idle_in_transaction_session_timeout", "\(PostgresLimits.idleInTransactionTimeoutMilliseconds)"),
        // Our statements touch few rows: compiling them takes longer than running them.
        ("jit", "off"),
    ]
}

extension SessionSettings {
    /// Tells a writer's session to look for rows by an index, always.
    ///
    /// Its statements all name few rows by a key, and one plan serves whatever keys there are: planning takes longer than
    /// running. They are made again whenever the server has looked at the tables (`GrowthWatch`).
    static let writer = Statement(
        """
        SELECT \(["seqscan", "hashjoin", "mergejoin"].map { "set_config('enable_\($0)', 'off', false)" }
            .joined(separator: ", ")), set_config('plan_cache_mode', 'force_generic_plan', false)
        """)
}

/// The words that libpq connects with; those of the address win over ours.
struct ConnectionWords {
    let pairs: [(String, String)]

    init(_ address: PostgresAddress, name: String) {
        pairs = [
            ("fallback_application_name", name),
            ("target_session_attrs", "read-write"),
            ("connect_timeout", "\(PostgresLimits.connectTimeoutSeconds)"),
            ("keepalives_idle", "\(PostgresLimits.keepalivesIdleSeconds)"),
            ("keepalives_interval", "\(PostgresLimits.keepalivesIntervalSeconds)"),
            ("keepalives_count", "\(PostgresLimits.keepalivesCount)"),
            ("tcp_user_timeout", "\(PostgresLimits.tcpUserTimeoutMilliseconds)"),
            ("dbname", address.text),
            ("client_encoding", "UTF8"),
        ]
    }
}
