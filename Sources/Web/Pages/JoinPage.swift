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

    func word(_ name: String) -> String { pages.word(name, language) }

    /// The message that brings a code.
    func message(_ code: OneTimeCode) -> String {
        word("join_message").replacing("{code}", with: code.text).replacing("{program}", with: program)
            .replacing("{minutes}", with: String(joining.rules.codes.lifetimeMinutes))
    }

    /// What a form asks for.
    func request(_ fields: FormFields) -> JoinForm {
        JoinForm(
            phone: fields["phone"] ?? "", name: fields["name"],
            language: language.rawValue, agreesToTerms: fields["terms"] == "yes", allowed: ticked(fields))
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
    /// - Returns: The values.
    func form(
        _ fields: FormFields? = nil, faults: [InputFault] = [], trouble: String? = nil
    ) -> [String: Any] {
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
            }, "has_faults": !faults.isEmpty, "faults": faults.map(fault),
        ]
        if let trouble { values["trouble"] = trouble }
        if fields == nil, !isFromOwnPage { values["beacon"] = "/s/\(placement.id)/landing" }
        return values
    }

    private func fault(_ fault: InputFault) -> [String: String] {
        let field = fault.pointer.hasPrefix("/") ? String(fault.pointer.dropFirst()) : ""
        let isKnown = ["phone", "name", "terms"].contains(field)
        return ["field": isKnown ? field : "phone", "text": word("join_fault_\(isKnown ? field : "other")")]
    }

    /// The values of `templates/pages/join_code.mustache`.
    func code(_ challenge: ChallengeID, recipient: String, attemptsLeft: Int? = nil) -> [String: Any] {
        var values: [String: Any] = [
            "title": word("join_code_title"), "placement": placement.id.text, "challenge": challenge.text,
            "recipient": recipient,
            "hint": word("join_code_hint").replacing(
                "{minutes}", with: String(joining.rules.codes.lifetimeMinutes)),
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
