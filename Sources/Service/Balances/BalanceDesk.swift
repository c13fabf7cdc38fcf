package import Promotion
package import Vocabulary

/// Points, stamps and stored value as tills and staff use them over the network.
///
/// Members are those that `MemberDirectory.member` returned. Looks are in the audit log; changes are not repeated there,
/// for the unit ledger has them with who made them.
package struct BalanceDesk: Sendable {
    private let directory: MemberDirectory
    private let service: BalanceService

    package init(_ context: ServiceContext) {
        directory = MemberDirectory(context)
        service = BalanceService(context)
    }

    /// Something that is asked of the unit ledger for a member.
    package enum Wish: Sendable, Hashable {
        /// The points that a purchase earns.
        case earnFor(Money)
        case earn(points: Int64)
        case spend(points: Int64)
        /// Below zero, to take.
        case adjust(points: Int64)
        case stamp(StampCardID, count: Int64)
        case topUp(Money)
        case spendValue(Money)

        /// The section of the rules that it needs.
        fileprivate var section: ProgramSection? {
            switch self {
            case .earnFor: .points
            case .topUp, .spendValue: .storedValue
            case .earn, .spend, .adjust, .stamp: nil
            }
        }
    }

    /// A section of `program.yaml`.
    fileprivate enum ProgramSection: String {
        case points
        case storedValue = "stored_value"

        func exists(in program: Program) -> Bool {
            switch self {
            case .points: program.points != nil
            case .storedValue: program.storedValue != nil
            }
        }
    }

    /// Returns everything that a member has, and keeps the look.
    ///
    /// - Throws: `ServiceError`.
    package func balances(
        of member: MemberID, for viewer: MemberViewer
    ) async throws(ServiceError) -> BalancesDocument {
        try await directory.keepLook(at: member, "balances", by: viewer)
        return try await ProgramRules.applying { () async throws(ServiceError) in
            try await service.balances(of: member, .every)
        }
    }

    /// Returns a page of a member's entries, newest first, and keeps the look.
    ///
    /// - Parameters:
    ///   - member: Whose.
    ///   - unit: Entries that did not move it are left out, so that a page may be short; `nil` for all.
    ///   - number: `next` of the page before; `nil` for the newest entries.
    ///   - limit: 1 to `UnitPage.maximumCount`.
    ///   - viewer: Who looks.
    /// - Returns: The page.
    /// - Throws: `ServiceError`.
    package func statement(
        of member: MemberID, in unit: BalanceUnit?, after number: Int64?, limit: Int, for viewer: MemberViewer
    ) async throws(ServiceError) -> StatementDocument {
        try await directory.keepLook(at: member, "statement", by: viewer)
        let page = try await service.statement(of: member, before: number, limit: limit)
        return unit.map(page.only) ?? page
    }

    /// Carries out a wish under the caller's key.
    ///
    /// - Throws: `ServiceError`; `notFound` where the program has no such section or card.
    package func carryOut(
        _ wish: Wish, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try await ProgramRules.applying { () async throws(ServiceError) in
            if let section = wish.section, !section.exists(in: try service.program()) {
                throw .notFound(kind: "section \(section.rawValue) in", name: ProgramLibrary.fileName)
            }
            return try await send(wish, for: member, call)
        }
    }

    private func send(
        _ wish: Wish, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        switch wish {
        case .earnFor(let money): try await service.earn(purchase: money, for: member, call)
        case .earn(let points): try await service.earn(points: points, for: member, call)
        case .spend(let points): try await service.spend(points: points, of: member, call)
        case .adjust(let points): try await service.adjust(points: points, of: member, call)
        case .stamp(let card, let count): try await service.stamp(card, count: count, for: member, call)
        case .topUp(let money): try await service.topUp(money, for: member, call)
        case .spendValue(let money): try await service.spend(value: money, of: member, call)
        }
    }

    /// How an entry is taken back.
    package enum Correction: Sendable, Hashable {
        case reversal, refund
    }

    /// Takes back an entry of a member whom the caller may see, or a part of it.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - correction: How.
    ///   - part: How much; `nil` for what is left of it.
    ///   - call: Key, actor and note.
    ///   - viewer: Who asks.
    /// - Returns: What became of it.
    /// - Throws: `ServiceError`; `notFound` for an entry that there is not, or of a member of other stores.
    package func takeBack(
        _ entry: UnitEntryID, by correction: Correction, _ part: UnitPart?, _ call: UnitCall,
        for viewer: MemberViewer
    ) async throws(ServiceError) -> UnitsReply {
        try await ProgramRules.applying { () async throws(ServiceError) in
            let holder = PresentedMember.id(try await service.entry(entry).member)
            guard try await directory.member(holder, for: viewer) != nil else {
                throw .notFound(kind: "entry", name: entry.text)
            }
            return switch correction {
            case .reversal: try await service.reverse(entry, part: part, call)
            case .refund: try await service.refund(entry, part: part, call)
            }
        }
    }
}
