import Vocabulary

/// Gives the names of an expression their meaning, and checks that what is compared can be.
struct SegmentReader {
    let vocabulary: SegmentVocabulary
    /// The saved segments through which this one was come to.
    let path: [SegmentID]

    func rule(parsing text: String) throws(SegmentFault) -> SegmentRule {
        try rule(of: try SegmentParser.syntax(of: text))
    }

    private func rule(of syntax: SegmentSyntax) throws(SegmentFault) -> SegmentRule {
        switch syntax {
        case .and(let parts): .all(try rules(of: parts))
        case .or(let parts): .any(try rules(of: parts))
        case .not(let part): .not(try rule(of: part))
        case .bare(let word): try bare(word)
        case .call(let call): try function(call)
        case .known(let word, let isKnown):
            isKnown ? .test(.known(try attribute(word))) : .not(.test(.known(try attribute(word))))
        case .oneOf(.name(let name), let values): try oneOf(name, values)
        case .oneOf(.call(let call), _):
            throw SegmentFault(.noSuchComparison(attribute: call.name.text, sign: "in"), call.range)
        case .comparison(.name(let name), let sign, let value): try comparison(name, sign, value)
        case .comparison(.call(let call), let sign, let value): try counting(call, sign, value)
        }
    }

    private func rules(of parts: [SegmentSyntax]) throws(SegmentFault) -> [SegmentRule] {
        var rules: [SegmentRule] = []
        for part in parts { rules.append(try rule(of: part)) }
        return rules
    }

    private func bare(_ word: SegmentWord) throws(SegmentFault) -> SegmentRule {
        guard word.text.lowercased() == "everyone" else {
            if SegmentFunction(rawValue: word.text.lowercased()) != nil
                || attributes[word.text.lowercased()] != nil
            {
                throw SegmentFault(
                    .expected("a comparison such as = behind \(word.text)", found: nil),
                    word.range.upperBound..<word.range.upperBound)
            }
            throw unknownName(word)
        }
        return .everyone
    }

    // MARK: - Names

    /// The attributes by every name that they have in expressions.
    private var attributes: [String: SegmentAttribute] { SegmentAttribute.byName }

    func attribute(named word: SegmentWord) throws(SegmentFault) -> SegmentAttribute {
        guard let attribute = attributes[word.text.lowercased()] else { throw unknownName(word) }
        return attribute
    }

    private func attribute(_ word: SegmentWord) throws(SegmentFault) -> MemberAttribute {
        let attribute = try attribute(named: word)
        guard let stored = attribute.stored else {
            throw SegmentFault(.noSuchComparison(attribute: word.text, sign: "is known"), word.range)
        }
        return stored
    }

    func unknownName(_ word: SegmentWord) -> SegmentFault {
        let known = attributes.keys.sorted() + SegmentFunction.allCases.map(\.rawValue) + ["everyone"]
        let nearest = Spelling.nearest(to: word.text, among: known)
        return SegmentFault(.unknownName(word.text, nearest: nearest), word.range)
    }

    func unknownValue(
        _ kind: String, _ word: SegmentWord, among known: [String]
    ) -> SegmentFault {
        let nearest = Spelling.nearest(to: word.text, among: known.sorted())
        return SegmentFault(.unknownValue(kind: kind, word.text, nearest: nearest), word.range)
    }
}

/// What stands left of a comparison.
enum SegmentAttribute: String, CaseIterable {
    case member, tier, gender, store, region, district, language, source, placement, place, state
    case joinedOn = "joined_on"

    /// By the names of expressions: their own, and the columns of lists.
    static let byName: [String: SegmentAttribute] = {
        var names = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
        names["home_store"] = .store
        names["member_id"] = .member
        names["joined"] = .joinedOn
        return names
    }()

    /// What is asked of a member for it, or `nil` for what every member has.
    var stored: MemberAttribute? {
        switch self {
        case .member, .joinedOn: nil
        case .tier: .tier
        case .gender: .gender
        case .store, .region, .district: .homeStore
        case .language: .language
        case .source: .source
        case .placement: .placement
        case .place: .cell
        case .state: .state
        }
    }
}

/// What is written with brackets.
enum SegmentFunction: String, CaseIterable {
    case within, redeemed, redemptions, joined, consent, has, segment, snapshot

    /// How it is written, for errors.
    var usage: String {
        switch self {
        case .within: "within(3 km, store SH01), within(500 m, point 31.2274 121.4923) or within(area NAME)"
        case .redeemed:
            "redeemed(), redeemed(60 days), redeemed(offer NAME) or redeemed(campaign NAME, 60 days)"
        case .redemptions: "redemptions(offer NAME, 60 days) >= 3"
        case .joined: "joined(30 days)"
        case .consent: "consent(marketing)"
        case .has: "has(phone)"
        case .segment: "segment(NAME)"
        case .snapshot: "snapshot(NAME)"
        }
    }
}
