import Membership
import Promotion
import Service
import Store
import Vocabulary

/// A member's whole chain as its template sees it.
struct MemberChainView {
    let chain: MemberChain
    let scene: ConsoleScene

    /// The values by the names that `templates/pages/console-member.mustache` uses.
    var values: [String: Any] {
        let view = chain.view
        var values = MemberProfileView(view, scene).values
        values["title"] = view.name.isEmpty ? view.member.text : view.name
        values["merged_into"] = view.mergedInto?.text
        values["kinds"] = Identity.Kind.allCases.map { kind in
            ["kind": kind.rawValue, "name": scene.word("kind", kind.rawValue)]
        }
        values["proofs"] = MemberPairingService.Proof.allCases.map { proof in
            ["proof": proof.rawValue, "name": scene.word("proof", proof.rawValue)]
        }
        if let placement = chain.placement {
            values["placement"] = [
                "id": placement.id.text, "title": placement.title, "store": scene.storeName(placement.store),
            ]
        }
        values["consents"] = list("rows", chain.consents.map(row))
        values["merges"] = list("rows", chain.merges.map(row))
        values["coupons"] = list("rows", chain.coupons.map(row))
        values["balances"] = list("rows", chain.balances.map(row))
        values["redemptions"] = list("rows", chain.redemptions.entries.map(row))
        values["older_href"] = chain.redemptions.next.map { next in
            ConsoleScene.address("/console/members/\(view.member)", ["after": next])
        }
        return values
    }

    /// A list for a section that is left out where it is empty.
    private func list(_ name: String, _ rows: [[String: Any]]) -> [String: Any]? {
        rows.isEmpty ? nil : [name: rows]
    }

    private func row(_ consent: ConsentDocument) -> [String: Any] {
        [
            "purpose": scene.word("purpose", consent.purpose), "state": scene.word("consent", consent.state),
            "source": consent.placement.map { "\(consent.source), \($0)" } ?? consent.source,
            "wording": consent.wording ?? "–", "at": Self.clock(consent.at),
        ]
    }

    private func row(_ coupon: MemberCouponDocument) -> [String: Any] {
        var row: [String: Any] = [
            "coupon": coupon.coupon, "offer": coupon.offer.text,
            "left": "\(coupon.usesLeft) / \(coupon.uses)",
            "state": scene.word("coupon", coupon.state),
        ]
        // Of somebody who became part of this member since.
        if coupon.member != chain.view.member { row["member"] = coupon.member.text }
        return row
    }

    private func row(_ balance: BalanceDocument) -> [String: Any] {
        [
            "unit": name(of: balance.unit), "available": balance.available.description,
            "owed": balance.owed?.description ?? "–",
            "end": balance.nextEnd.map { "\($0.amount), \(scene.language.sentence(of: $0.lastDay))" } ?? "–",
        ]
    }

    private func name(of unit: BalanceUnit) -> String {
        switch unit {
        case .points: scene.word("unit", "points")
        case .stamps(let card): "\(scene.word("unit", "stamps")) \(card)"
        case .paidValue: scene.word("unit", "paid")
        case .bonusValue: scene.word("unit", "bonus")
        }
    }

    private func row(_ merge: MergeView) -> [String: Any] {
        var row: [String: Any] = [
            "at": Self.clock(merge.at), "winner": merge.winner.text, "loser": merge.loser.text,
        ]
        row["undone_at"] = merge.undoneAt.map(Self.clock)
        row["can_undo"] = merge.undoneAt == nil && merge.winner == chain.view.member
        return row
    }

    private func row(_ entry: LedgerDocument) -> [String: Any] {
        var row: [String: Any] = [
            "at": Self.clock(entry.at), "what": scene.word("receipt_\(entry.kind.rawValue)"),
            "offer": entry.offer.text, "store": scene.storeName(entry.store), "coupon": entry.coupon,
            "discount": entry.discount.description, "redemption": entry.redemption.text,
        ]
        row["amount"] = entry.amount?.description
        // Of somebody who became part of this member since.
        if let member = entry.member, member != chain.view.member { row["member"] = member.text }
        return row
    }

    /// `2027-03-01T12:00:00.000+08:00` as `2027-03-01 12:00`: a time by the clock of the store, or UTC.
    static func clock(_ text: String) -> String {
        let parts = text.split(separator: "T")
        guard parts.count == 2 else { return text }
        return "\(parts[0]) \(parts[1].prefix(5))" + (text.hasSuffix("Z") ? " UTC" : "")
    }
}
