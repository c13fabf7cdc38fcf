import Service
import Vocabulary

/// What a member is, as templates show it.
struct MemberProfileView {
    private let member: MemberView
    private let scene: ConsoleScene

    init(_ member: MemberView, _ scene: ConsoleScene) {
        (self.member, self.scene) = (member, scene)
    }

    var values: [String: Any] {
        [
            "id": member.member.text, "name": member.name, "rows": rows, "identities": identities,
            "is_active": member.state == "member", "is_erased": member.state == "erased",
            "state": scene.word("state", member.state), "state_word": member.state,
        ]
    }

    private var rows: [[String: String]] {
        [
            row("name", member.name), row("tier", member.tier),
            row("gender", member.gender.map { scene.word("gender", $0) } ?? ""),
            row("birthday", member.birthday ?? ""),
            row("store", scene.storeName(member.homeStore)), row("language", member.language ?? ""),
            row("marketing", scene.word("consent", member.marketingConsent)),
            row("joined", member.joinedOn.description), row("source", member.source),
            row("card", member.state == "erased" ? "" : member.cardCode), row("note", member.note),
        ].filter { $0["value"]?.isEmpty == false }
    }

    private func row(_ name: String, _ value: String) -> [String: String] {
        ["label": scene.word("console_field_\(name)"), "value": value]
    }

    private var identities: [[String: String]] {
        member.identities.sorted { $0.key < $1.key }.map { kind, masked in
            ["kind": kind, "name": scene.word("kind", kind), "masked": masked]
        }
    }
}
