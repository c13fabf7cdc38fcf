package import Membership
package import Store
package import Vocabulary

/// Reads the ledger of consents and adds to it.
///
/// A consent is as easily taken back as it was given (GDPR, article 7(3); PIPL, article 15).
package struct MemberConsentService: Sendable {
    private let context: ServiceContext
    private let members: MemberService

    package init(_ context: ServiceContext) {
        self.context = context
        members = MemberService(context)
    }

    /// What somebody said about one purpose, and how we know.
    package struct Statement: Sendable, Hashable {
        package var purpose: ConsentPurpose
        package var isAllowed: Bool
        /// The version of the words they were shown; `nil` if nobody kept it.
        package var wording: String?
        /// Where it was said: `till`, `letter`, `call`.
        package var source: String

        package init(_ purpose: ConsentPurpose, isAllowed: Bool, wording: String? = nil, source: String) {
            self.purpose = purpose
            self.isAllowed = isAllowed
            self.wording = wording
            self.source = source
        }
    }

    /// What came of a statement.
    package enum Outcome: Sendable, Hashable {
        case kept
        /// The member is not in the program: nothing can be allowed.
        case notActive
    }

    /// The longest word for a source, as for the version of a wording.
    private static let maximumWordLength = 64

    /// Adds statements to the ledger, all or none.
    ///
    /// - Parameters:
    ///   - statements: What was said, at least one.
    ///   - id: By whom.
    ///   - actor: Who writes it down, for the audit.
    /// - Returns: What came of it.
    /// - Throws: `ServiceError`; `invalidInput` for a word that is none.
    package func keep(
        _ statements: [Statement], of id: MemberID, actor: AuditActor
    ) async throws(ServiceError) -> Outcome {
        try check(statements)
        let stored = try await members.record(id)
        // Whoever left may still take back what they allowed.
        let takesBack = statements.allSatisfy { !$0.isAllowed }
        guard stored.state.isPresent || (takesBack && stored.state == .left) else { return .notActive }
        let now = context.surroundings.now()
        var changed = stored
        changed.updatedAt = now
        if let marketing = statements.last(where: { $0.purpose == .marketing }) {
            changed.marketingConsent = marketing.state.rawValue
        }
        var change = MemberChange(members: [changed], expected: [stored])
        change.consents = statements.map { statement in
            ConsentRecord(
                member: id, purpose: statement.purpose.rawValue, state: statement.state.rawValue,
                source: statement.source, at: now, wording: statement.wording)
        }
        try await members.carryOut(
            change, action: "member_consent", subject: id, detail: Detail(statements), actor: actor)
        return .kept
    }

    /// Returns the ledger of a member and of those who became part of them, oldest first.
    ///
    /// - Throws: `ServiceError.notFound`.
    package func ledger(of id: MemberID) async throws(ServiceError) -> [ConsentDocument] {
        let asked = try await members.record(id)
        let member = asked.mergedInto ?? id
        let parts = try await stored(
            await context.store.members(mergedInto: member, home: context.home()))
        var all: [ConsentRecord] = []
        for id in [member] + parts.map(\.id) {
            all += try await stored(await context.store.consents(of: id, home: context.home()))
        }
        return all.sorted { $0.at < $1.at }.map { ConsentDocument($0) }
    }

    private struct Detail: Encodable {
        var granted: [String]
        var withdrawn: [String]

        init(_ statements: [Statement]) {
            granted = statements.filter(\.isAllowed).map(\.purpose.rawValue)
            withdrawn = statements.filter { !$0.isAllowed }.map(\.purpose.rawValue)
        }
    }

    private func check(_ statements: [Statement]) throws(ServiceError) {
        var faults: [InputFault] = []
        if statements.isEmpty {
            faults.append(InputFault(pointer: "", detail: "Needs a purpose that is granted or withdrawn."))
        }
        if Set(statements.map(\.purpose)).count < statements.count {
            faults.append(InputFault(pointer: "", detail: "Each purpose is granted or withdrawn once."))
        }
        for word in statements.flatMap({ [$0.source, $0.wording].compactMap(\.self) }) {
            let isPlain = word.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }
            guard !isPlain || !(1...Self.maximumWordLength).contains(word.count) else { continue }
            let shown = DisplayText.printable(String(word.prefix(Self.maximumWordLength)))
            let detail =
                "A source or version has 1 to \(Self.maximumWordLength) visible ASCII characters, not \"\(shown)\"."
            faults.append(InputFault(pointer: "", detail: detail))
        }
        guard faults.isEmpty else { throw .invalidInput(faults) }
    }
}

extension MemberConsentService.Statement {
    fileprivate var state: Consent.State { isAllowed ? .granted : .denied }
}
