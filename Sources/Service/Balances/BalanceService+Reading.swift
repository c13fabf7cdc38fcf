import Promotion
import Store
package import Vocabulary

extension BalanceService {
    /// Returns what a member has of the units that are wanted; units of the program show also where nothing is held.
    ///
    /// - Parameters:
    ///   - member: Whose; for one who became part of another, the other's.
    ///   - family: Which units.
    /// - Returns: The balances by unit.
    /// - Throws: `ServiceError.notFound` for a member that there is not.
    package func balances(
        of member: MemberID, _ family: BalancesDocument.Family
    ) async throws(ServiceError) -> BalancesDocument {
        let rules = try program()
        let day = try await today(of: member, at: context.surroundings.now())
        let held = try await stored(await context.store.units(of: member, home: context.home()))
        guard let held else { throw .notFound(kind: "member", name: member.text) }
        let currency = context.configuration.issuer.currency
        let known = Set(held.lots.map(\.unit) + held.debts.map(\.unit)).filter(family.contains)
        let units = known.union(family.units(of: rules, currency)).sorted()
        return BalancesDocument(
            member: held.holder.member,
            balances: units.map { UnitBalance($0, lots: held.lots, debts: held.debts, on: day) },
            rules: rules, language: context.configuration.issuer.language)
    }

    /// Returns every unit that a member holds or owes, whatever the program's rules are by now.
    ///
    /// - Parameter member: Whose; for one who became part of another, the other's.
    /// - Returns: The balances by unit.
    /// - Throws: `ServiceError.notFound` for a member that there is not.
    package func holdings(of member: MemberID) async throws(ServiceError) -> [BalanceDocument] {
        let day = try await today(of: member, at: context.surroundings.now())
        let held = try await stored(await context.store.units(of: member, home: context.home()))
        guard let held else { throw .notFound(kind: "member", name: member.text) }
        let units = Set(held.lots.map(\.unit) + held.debts.map(\.unit)).sorted()
        return units.map { unit in
            BalanceDocument(UnitBalance(unit, lots: held.lots, debts: held.debts, on: day))
        }
    }

    /// Returns a page of a member's entries, newest first.
    ///
    /// - Parameters:
    ///   - member: Whose; those of members who became part of them too.
    ///   - number: `next` of the page before; `nil` for the newest entries.
    ///   - limit: 1 to `UnitPage.maximumCount`.
    /// - Returns: The page.
    /// - Throws: `ServiceError`; `notFound` for a member that there is not.
    package func statement(
        of member: MemberID, before number: Int64?, limit: Int
    ) async throws(ServiceError) -> StatementDocument {
        guard (1...UnitPage.maximumCount).contains(limit) else {
            let detail = "This is a whole number from 1 to \(UnitPage.maximumCount), not \(limit)."
            throw .invalidInput([InputFault(pointer: "limit", detail: detail)])
        }
        _ = try await today(of: member, at: context.surroundings.now())
        let page = try await stored(
            await context.store.unitEntries(of: member, before: number, limit: limit, home: context.home()))
        return StatementDocument(
            member: member, entries: page.map { UnitEntryDocument($0.entry) },
            next: page.count == limit ? page.last?.number : nil)
    }

    /// Books everything that has ended, wherever the stores are.
    ///
    /// Nothing depends on it: what has ended cannot be spent before either. It keeps what the issuer owes in the books.
    ///
    /// - Parameter actor: Who lets it run.
    /// - Returns: What was booked.
    /// - Throws: `ServiceError`; what was booked before stays.
    package func expire(actor: String) async throws(ServiceError) -> ExpiryReport {
        let now = context.surroundings.now()
        let days = context.configuration.stores.compactMap { store in
            context.clock.moment(in: store.id, at: now)?.date
        }
        // A lot's last day is a day of its member's calendar: it is over once it is over everywhere.
        let day = days.min() ?? LocalMoment(instant: now, utcOffsetSeconds: 0).date
        var report = ExpiryReport(before: day)
        while true {
            let sweep = UnitSweep(
                id: UnitEntryID(unchecked: TimeOrderedName.make("u", context.surroundings)), at: now,
                day: day,
                actor: actor)
            let entries = try await stored(await context.store.sweepUnits(sweep, home: context.home()))
            guard !entries.isEmpty else { return report }
            report.add(entries)
        }
    }
}
