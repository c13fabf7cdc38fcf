import Membership
import Store
import Vocabulary

/// An import under way.
struct ImportRun {
    let name: String
    let actor: AuditActor
    let isDryRun: Bool
    /// Whether there was no member at all when the import began.
    ///
    /// Then nobody is looked for: should somebody have been added since, no row is written over them, and the import ends.
    let isFirst: Bool
    var rules: MemberImport
    private(set) var findings: [Finding]
    var rowCount = 0
    /// Identities that members of this list gave up for others, with who had them.
    ///
    /// Whoever else claims one is asked about, as in a dry run, which does not see what was written before; the list again
    /// finds them free.
    private(set) var freed: [Identity: MemberID] = [:]
    private var writing: Task<Result<Void, ServiceError>, Never>?

    init(name: String, actor: AuditActor, isDryRun: Bool, isFirst: Bool, rules: MemberImport, isGuess: Bool) {
        self.isFirst = isFirst
        self.name = name
        self.actor = actor
        self.isDryRun = isDryRun
        self.rules = rules
        findings = rules.headingFindings
        if isGuess {
            findings.append(
                Finding(
                    line: 1, field: Finding.wholeRow, reason: .guessedEncoding,
                    value: TextEncoding.gb18030.rawValue))
        }
    }

    /// Takes the next row of the file.
    mutating func settle(_ judged: JudgedRow, of row: ImportedRow) -> RowOutcome {
        let outcome = rules.settle(judged.outcome, of: row.listed)
        findings += outcome.findings
        if case .accepted(let record, .updated, _) = outcome, let existing = judged.existing {
            for identity in existing.identities.subtracting(record.identities) {
                freed[identity] = record.member.id
            }
        }
        return outcome
    }

    /// Begins to write a group, after the one before it is written.
    mutating func startWriting(
        _ changes: MemberChanges, audit: AuditRecord, context: ServiceContext
    ) async throws(ServiceError) {
        try await finishWriting()
        writing = Task.detached { [isFirst] in
            do throws(StoreError) {
                let home = context.home()
                if isFirst {
                    try await context.store.add(
                        changes.members, consents: changes.consents, claims: changes.claims, audit: audit,
                        home: home)
                } else {
                    try await context.store.write(
                        changes.members, consents: changes.consents, claims: changes.claims, audit: audit,
                        home: home)
                }
                return .success(())
            } catch {
                return .failure(Self.failure(error, isFirst: isFirst))
            }
        }
    }

    private static func failure(_ error: StoreError, isFirst: Bool) -> ServiceError {
        guard isFirst, case .constraint = error else { return .storage(error) }
        return .storage(.busy("somebody else added members meanwhile: import the list again, and it goes on"))
    }

    /// Waits until what was begun is written.
    mutating func finishWriting() async throws(ServiceError) {
        guard let writing else { return }
        self.writing = nil
        try await writing.value.get()
    }
}
