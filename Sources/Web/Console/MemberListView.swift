import Membership
import Service
import Store
import Vocabulary

/// The list of members as its template sees it, with the search and the filter above it.
struct MemberListView {
    /// An expression, or the id of a saved segment.
    var segment: String?
    /// The member before the page.
    var after: String?
    /// `nil` where nobody asked for the list, or it could not be made.
    var page: MemberPageDocument?
    /// What is wrong with the expression, its place marked.
    var fault: String?
    /// What is wrong with what was looked for.
    var searchFault: String?
    /// By which kind of identity somebody was looked for.
    var kind: String?
    var isNobody = false

    /// The page's address.
    var address: String { ConsoleScene.address("/console/members", ["segment": segment, "after": after]) }

    /// The values by the names that `templates/pages/console-members.mustache` uses.
    func values(_ saved: [SegmentRecord], _ scene: ConsoleScene) -> [String: Any] {
        var values: [String: Any] = [
            "title": scene.word("console_members"), "kinds": kinds(scene),
            "segment": segment ?? "", "is_nobody": isNobody,
            "export_href": ConsoleScene.address("/console/exports", ["segment": segment]),
        ]
        if !saved.isEmpty { values["has_saved"] = ["saved": saved.map(option)] }
        values["fault"] = fault
        values["search_fault"] = searchFault
        if after != nil || segment != nil {
            values["first_href"] = ConsoleScene.address(
                "/console/members", ["segment": after == nil ? nil : segment])
        }
        guard let page else { return values }
        if let next = page.next {
            values["next_href"] = ConsoleScene.address(
                "/console/members", ["segment": segment, "after": next.text])
        }
        let rows = page.members.map { row($0, scene) }
        values[rows.isEmpty ? "is_empty" : "table"] = rows.isEmpty ? true : ["rows": rows] as [String: Any]
        return values
    }

    private func option(_ record: SegmentRecord) -> [String: Any] {
        [
            "id": record.id.text, "name": record.title.isEmpty ? record.id.text : record.title,
            "is_chosen": record.id.text == segment,
        ]
    }

    private func kinds(_ scene: ConsoleScene) -> [[String: Any]] {
        MemberClue.kinds.map { word in
            ["kind": word, "name": scene.word("kind", word), "is_chosen": word == kind]
        }
    }

    private func row(_ member: MemberView, _ scene: ConsoleScene) -> [String: Any] {
        [
            "id": member.member.text, "name": member.name, "phone": member.identities["phone"] ?? "",
            "tier": member.tier, "store": scene.storeName(member.homeStore),
            "state": scene.word("state", member.state), "joined": member.joinedOn.description,
        ]
    }
}

extension MemberClue {
    /// By what the console looks for somebody, the usual first.
    static let kinds = ["phone", "card", "card_number", "email", "wechat_openid", "wechat_unionid"]

    /// Takes what was typed; `nil` for a kind that is none, or what is no card.
    init?(kind: String?, _ text: String) {
        if kind == "card" {
            guard let code = Self.cardCode(text) else { return nil }
            self = .card(code)
        } else if let known = kind.flatMap(Identity.Kind.init(rawValue:)) {
            self = .identity(known, text)
        } else {
            return nil
        }
    }
}
