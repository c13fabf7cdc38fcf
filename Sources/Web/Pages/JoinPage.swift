import Membership
import Payload
import Promotion
import Service
import Store
import Vocabulary

/// The pages of joining as their templates see them.
struct JoinPage {
    let joining: JoinService
    let placement: PlacementRecord
    let language: SpokenLanguage
    let pages: PageLibrary
    /// The program's name.
    let program: String
    /// Whether a page of ours led here, which has told of the landing already.
    let isFromOwnPage: Bool
    /// Whether the reader is in WeChat's own browser, the only one in which people sign in with it.
    let isInWeChat: Bool
    /// The proof that the reader asked for, if they did.
    let wanted: JoinRules.Proof?

    func word(_ name: String) -> String { pages.word(name, language) }

    /// The message that brings a code.
    func message(_ code: OneTimeCode) -> String {
        word("join_message").replacing("{code}", with: code.text).replacing("{program}", with: program)
            .replacing("{minutes}", with: String(joining.codeMinutes))
    }

    /// The proof that the form is for.
    ///
    /// In WeChat's browser that is WeChat, where it is offered, unless the reader wanted another; elsewhere the phone.
    var proof: JoinRules.Proof {
        let offered = joining.rules.proofs
        if let wanted, offered.contains(wanted), wanted == .phone || isInWeChat { return wanted }
        let first: JoinRules.Proof = isInWeChat ? .wechat : .phone
        return offered.contains(first) ? first : offered.first ?? .phone
    }

    /// What a form asks for.
    func request(_ fields: FormFields) -> JoinForm {
        JoinForm(
            phone: fields["phone"], name: fields["name"],
            language: language.rawValue, agreesToTerms: fields["terms"] == "yes", allowed: ticked(fields),
            position: fields["position"])
    }

    private func ticked(_ fields: FormFields) -> Set<ConsentPurpose> {
        Set(fields.all("allow").compactMap(ConsentPurpose.init(rawValue:)))
    }

    // MARK: - Values by the names that the templates use

    /// The values of `templates/pages/join.mustache`.
    ///
    /// - Parameters:
    ///   - fields: What was filled in before, if anything: their own ticks come back, and no others.
    ///   - faults: What is wrong with it.
    ///   - trouble: Why it cannot be done now.
    ///   - proof: What the form is for; `nil` for what fits the reader.
    /// - Returns: The values.
    func form(
        _ fields: FormFields? = nil, faults: [InputFault] = [], trouble: String? = nil,
        proof: JoinRules.Proof? = nil
    ) -> [String: Any] {
        let proof = proof ?? self.proof
        let ticks = fields.map(ticked) ?? []
        var values: [String: Any] = [
            "title": word("join_title"), "program": program, "placement": placement.id.text,
            "terms_url": joining.rules.terms.address, "terms_version": joining.rules.terms.version,
            "terms_ticked": fields?["terms"] == "yes", "phone": fields?["phone"] ?? "",
            "name": fields?["name"] ?? "", "has_consents": !joining.rules.consents.isEmpty,
            "consents": joining.rules.consents.map { consent -> [String: Any] in
                [
                    "purpose": consent.purpose.rawValue,
                    "wording": consent.wording.text(in: language.rawValue),
                    "is_ticked": ticks.contains(consent.purpose),
                ]
            }, "has_faults": !faults.isEmpty, "faults": faults.map { fault($0, proof) },
        ]
        values.merge(choice(proof)) { $1 }
        values.merge(place()) { $1 }
        if let trouble { values["trouble"] = trouble }
        if fields == nil, !isFromOwnPage { values["beacon"] = "/s/\(placement.id)/landing" }
        return values
    }

    /// What the form asks of the place, or why there is none.
    private func place() -> [String: Any] {
        switch joining.standing(at: placement) {
        case .open: [:]
        case .asksPosition:
            [
                "asks_position": true, "where": word("join_where_why").replacing("{areas}", with: areas),
                "where_privacy": word(
                    joining.rules.consents.contains { $0.purpose == .location }
                        ? "join_where_privacy_cell" : "join_where_privacy"),
            ]
        case .refused(let refusal): ["is_closed": true, "trouble": sentence(refusal)]
        }
    }

    private var areas: String {
        let names = joining.rules.place?.areas.map { $0.title.text(in: language.rawValue) } ?? []
        return names.joined(separator: language == .english ? ", " : "、")
    }

    /// Why nobody can join where they are, and what would help.
    func sentence(_ refusal: JoinRefusal) -> String {
        let name =
            switch refusal {
            case .outsideArea: "join_where_outside"
            case .locationUnknown(.missing): "join_where_missing"
            case .locationUnknown(.weak): "join_where_weak"
            case .locationUnknown(.old), .locationUnknown(.early): "join_where_old"
            case .locationUnknown(.vague), .locationUnknown(.straddling): "join_where_vague"
            }
        return word(name).replacing("{areas}", with: areas)
    }

    /// What differs between the form for a phone and the one for WeChat.
    private func choice(_ proof: JoinRules.Proof) -> [String: Any] {
        let isPhone = proof == .phone
        var values: [String: Any] = [
            "by_phone": isPhone, "by_wechat": !isPhone, "path": isPhone ? "" : "/wechat",
            "button": word(isPhone ? "join_button" : "join_wechat_button"),
            // Elsewhere WeChat would show nothing but that it must be opened in WeChat.
            "is_elsewhere": !isPhone && !isInWeChat,
        ]
        let other: JoinRules.Proof = isPhone ? .wechat : .phone
        if joining.rules.proofs.contains(other), isInWeChat || other == .phone {
            values["other"] = other.rawValue
            values["other_text"] = word(isPhone ? "join_wechat_instead" : "join_phone_instead")
        }
        return values
    }

    private func fault(_ fault: InputFault, _ proof: JoinRules.Proof) -> [String: String] {
        let field = fault.pointer.hasPrefix("/") ? String(fault.pointer.dropFirst()) : ""
        let isKnown = ["phone", "name", "terms"].contains(field)
        let first = proof == .phone ? "phone" : "name"
        return ["field": isKnown ? field : first, "text": word("join_fault_\(isKnown ? field : "other")")]
    }

    /// The values of `templates/pages/join_wechat.mustache`.
    ///
    /// - Parameters:
    ///   - challenge: What somebody signed in by, if they can join now.
    ///   - trouble: Why they cannot.
    ///   - retry: The address that tries it again, if that may help.
    /// - Returns: The values.
    func signIn(
        _ challenge: ChallengeID? = nil, trouble: String? = nil, retry: String? = nil
    ) -> [String: Any] {
        var values: [String: Any] = ["title": word("join_title"), "placement": placement.id.text]
        if let challenge { values["challenge"] = challenge.text }
        if let trouble { values["trouble"] = word(trouble) }
        if let retry { values["retry"] = retry }
        return values
    }

    /// The values of `templates/pages/join_code.mustache`.
    func code(_ challenge: ChallengeID, recipient: String, attemptsLeft: Int? = nil) -> [String: Any] {
        var values: [String: Any] = [
            "title": word("join_code_title"), "placement": placement.id.text, "challenge": challenge.text,
            "recipient": recipient,
            "hint": word("join_code_hint").replacing(
                "{minutes}", with: String(joining.codeMinutes)),
        ]
        if let attemptsLeft {
            values["trouble"] = word("join_code_wrong").replacing("{count}", with: String(attemptsLeft))
        }
        return values
    }

    /// The same page without a field: another code is needed.
    func codeOver() -> [String: Any] {
        [
            "title": word("join_code_title"), "placement": placement.id.text,
            "trouble": word("join_code_over"),
        ]
    }

    /// The values of `templates/pages/joined.mustache`.
    ///
    /// - Throws: `ServiceError` if the symbol cannot be made.
    func welcome(
        _ welcome: Welcome, host context: ServiceContext
    ) throws(ServiceError) -> [String: Any] {
        let address = welcome.card.url(on: context.configuration.server.publicHost)
        var values = try CardSymbolView.values(welcome.card, address: address)
        values["title"] = word(welcome.isNew ? "join_done_title" : "join_known_title")
        values["is_new"] = welcome.isNew
        values["card_path"] = "/m/\(welcome.card.code.text)?lang=\(language.rawValue)"
        values["card_address"] = address
        if let coupon = welcome.coupon {
            values["coupon"] = "/c/\(coupon.code.text)?lang=\(language.rawValue)"
            values["coupon_title"] = welcome.offer?.offer.title.text(in: language.rawValue) ?? ""
        }
        return values
    }
}
