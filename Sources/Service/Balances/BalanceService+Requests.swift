package import Promotion
import Store
package import Vocabulary

extension BalanceService {
    /// Gives points by hand, in number.
    ///
    /// - Throws: `ServiceError`; `invalidInput` for a number that is none.
    package func earn(
        points: Int64, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(points, atMost: BalanceLimits.maximumAmount, at: "points")
        var form = RequestForm("earn points 1")
        form.append(Int(points))
        let lifetime = try program().points?.lifetime ?? .unlimited
        return try await carryOut(
            .earn(points, .points, lifetime), for: member, call, form: form, unit: .points)
    }

    /// Gives the points that a purchase earns.
    ///
    /// - Throws: `ServiceError`; `invalidInput` where the program has no points.
    package func earn(
        purchase: Money, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(purchase, at: "purchase")
        guard let points = try program().points else { throw missing("points") }
        var form = RequestForm("earn for purchase 1")
        form.append(purchase.description)
        return try await carryOut(
            .earnFor(purchase, points.earn, points.lifetime), for: member, call, form: form, unit: .points)
    }

    /// Takes points.
    package func spend(
        points: Int64, of member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(points, atMost: BalanceLimits.maximumAmount, at: "points")
        var form = RequestForm("spend points 1")
        form.append(Int(points))
        return try await carryOut(.spend(points, .points), for: member, call, form: form, unit: .points)
    }

    /// Corrects points by hand; the note says why.
    package func adjust(
        points: Int64, of member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        let size = points == .min ? .max : abs(points)
        try check(size, atMost: BalanceLimits.maximumAmount, at: "points")
        var form = RequestForm("adjust points 1")
        form.append(Int(points))
        let lifetime = try program().points?.lifetime ?? .unlimited
        return try await carryOut(
            .adjust(points, .points, lifetime), for: member, call, form: form, unit: .points)
    }

    /// Adds stamps to a card of the program.
    ///
    /// - Throws: `ServiceError`; `notFound` for a card that there is not.
    package func stamp(
        _ card: StampCardID, count: Int64, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(count, atMost: BalanceLimits.maximumStampCount, at: "count")
        let cards = try program().stampCards
        guard let known = cards.first(where: { $0.id == card }) else {
            let names = cards.map(\.id.text)
            let advice = names.isEmpty ? "there are none" : Spelling.advice(for: card.text, among: names)
            throw .notFound(kind: "stamp card", name: "\(card); \(advice)")
        }
        var form = RequestForm("stamp 1")
        form.append(card.text)
        form.append(Int(count))
        return try await carryOut(
            .stamp(known, count), for: member, call, form: form, unit: .stamps(card))
    }

    /// Sells stored value, with the bonus that the program gives on top.
    package func topUp(
        _ money: Money, for member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(money, at: "amount")
        guard let rules = try program().storedValue else { throw missing("stored_value") }
        var form = RequestForm("top up 1")
        form.append(money.description)
        return try await carryOut(
            .topUp(money, bonus: rules.bonus(for: money), rules.bonusLifetime), for: member, call,
            form: form, unit: .paidValue(money.currency))
    }

    /// Pays with stored value.
    package func spend(
        value money: Money, of member: MemberID, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        try check(money, at: "amount")
        guard let rules = try program().storedValue else { throw missing("stored_value") }
        var form = RequestForm("spend value 1")
        form.append(money.description)
        return try await carryOut(
            .spendValue(money, rules.draw), for: member, call, form: form, unit: .paidValue(money.currency))
    }

    /// Takes back an entry of points, stamps or stored value, or a part of it.
    ///
    /// - Parameters:
    ///   - entry: The entry.
    ///   - part: How much; `nil` for what is left of it.
    ///   - call: Key, actor and note.
    /// - Returns: What became of it.
    /// - Throws: `ServiceError`; `notFound` for an entry that there is not.
    package func reverse(
        _ entry: UnitEntryID, part: UnitPart?, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        let target = try await self.entry(entry)
        let amount = try part?.amount(of: target)
        return try await carryOut(
            .reverse(entry, amount), for: target.member, call, form: form("reverse 1", entry, amount),
            unit: target.units.last)
    }

    /// Gives back money of a top-up, and takes back its bonus in proportion.
    ///
    /// - Parameters:
    ///   - topUp: The top-up's entry.
    ///   - part: How much of what was paid; `nil` for what is left of it.
    ///   - call: Key, actor and note.
    /// - Returns: What became of it.
    /// - Throws: `ServiceError`; `notFound` for an entry that there is not.
    package func refund(
        _ topUp: UnitEntryID, part: UnitPart?, _ call: UnitCall
    ) async throws(ServiceError) -> UnitsReply {
        let target = try await entry(topUp)
        let amount = try part?.amount(of: target)
        return try await carryOut(
            .refund(topUp, amount), for: target.member, call, form: form("refund 1", topUp, amount),
            unit: target.units.last)
    }

    /// Returns an entry.
    ///
    /// - Throws: `ServiceError.notFound` if there is none of this name.
    func entry(_ id: UnitEntryID) async throws(ServiceError) -> UnitEntry {
        let entry = try await stored(await context.store.unitEntry(id, home: context.home()))
        guard let entry else { throw .notFound(kind: "entry", name: id.text) }
        return entry
    }

    private func form(_ label: String, _ entry: UnitEntryID, _ amount: Int64?) -> RequestForm {
        var form = RequestForm(label)
        form.append(entry.text)
        form.append(optional: amount.map(String.init))
        return form
    }
}
