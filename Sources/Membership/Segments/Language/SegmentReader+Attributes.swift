import Vocabulary

extension SegmentReader {
    // MARK: - Comparisons

    func comparison(
        _ name: SegmentWord, _ sign: SegmentToken.Comparison, _ words: [SegmentWord]
    ) throws(SegmentFault) -> SegmentRule {
        let attribute = try attribute(named: name)
        if attribute == .joinedOn { return .test(.joined(try span(sign, words))) }
        guard words.count == 1, let word = words.first else {
            throw SegmentFault(.badValue(wanted: "one value", text(of: words)), words.range)
        }
        if attribute == .tier { return .test(.attribute(.tier, try tiers(sign, word))) }
        switch sign {
        case .equal: return try choice(attribute, [word], isNegated: false)
        case .notEqual: return try choice(attribute, [word], isNegated: true)
        case .less, .atMost, .greater, .atLeast:
            throw SegmentFault(
                .noSuchComparison(attribute: name.text, sign: sign.rawValue),
                name.range.lowerBound..<word.range.upperBound)
        }
    }

    func oneOf(_ name: SegmentWord, _ values: [SegmentWord]) throws(SegmentFault) -> SegmentRule {
        try choice(try attribute(named: name), values, isNegated: false)
    }

    private func choice(
        _ attribute: SegmentAttribute, _ words: [SegmentWord], isNegated: Bool
    ) throws(SegmentFault) -> SegmentRule {
        guard let stored = attribute.stored ?? (attribute == .member ? .member : nil) else {
            throw SegmentFault(.noSuchComparison(attribute: attribute.rawValue, sign: "in"), words.range)
        }
        var values: Set<String> = []
        for word in words { values.formUnion(try self.values(of: attribute, word)) }
        guard attribute != .language else {
            let reads = SegmentRule.test(.language(values))
            return isNegated ? .all([.test(.known(.language)), .not(reads)]) : reads
        }
        return .test(.attribute(stored, isNegated ? .noneOf(values) : .oneOf(values)))
    }

    /// Tiers have an order; one that only members of before have can be named all the same.
    private func tiers(
        _ sign: SegmentToken.Comparison, _ word: SegmentWord
    ) throws(SegmentFault) -> MemberTest.Choice {
        let name = word.text.lowercased()
        guard let rank = vocabulary.tiers.firstIndex(where: { $0.lowercased() == name }) else {
            throw unknownValue("tier", word, among: vocabulary.tiers)
        }
        let tiers = vocabulary.tiers
        return switch sign {
        case .equal: .oneOf([tiers[rank]])
        case .notEqual: .noneOf([tiers[rank]])
        case .less: .oneOf(Set(tiers[..<rank]))
        case .atMost: .oneOf(Set(tiers[...rank]))
        case .greater: .oneOf(Set(tiers[(rank + 1)...]))
        case .atLeast: .oneOf(Set(tiers[rank...]))
        }
    }

    /// The stored values that a word means: for a region those of its stores.
    private func values(
        of attribute: SegmentAttribute, _ word: SegmentWord
    ) throws(SegmentFault) -> Set<String> {
        switch attribute {
        case .tier:
            guard case .oneOf(let tiers) = try tiers(.equal, word) else { return [] }
            return tiers
        case .gender:
            guard let gender = Gender(parsing: word.text) else {
                throw unknownValue("gender", word, among: Gender.allCases.map(\.rawValue))
            }
            return [gender.rawValue]
        case .store: return [try store(word).text]
        case .region: return try stores("region", word, \.region)
        case .district: return try stores("district", word, \.district)
        case .language:
            guard let language = Language(parsing: word.text) else {
                throw SegmentFault(.badValue(wanted: "a language such as zh-Hans", word.text), word.range)
            }
            return [language.tag]
        case .state:
            guard let state = MemberState(givenBy: word.text) else {
                let known = MemberState.allCases.filter(\.isPresent).map(\.rawValue)
                throw unknownValue("state", word, among: known)
            }
            return [state.rawValue]
        case .source: return [word.text]
        case .placement: return [try identifier(word, as: PlacementID.self).text]
        case .member: return [try identifier(word, as: MemberID.self).text]
        case .place:
            guard let cell = CoarseCell(parsing: word.text.lowercased()) else {
                throw SegmentFault(.badValue(wanted: "a cell of five characters", word.text), word.range)
            }
            return [cell.geohash]
        case .joinedOn: return []
        }
    }

    // MARK: - Names of the issuer

    /// A store, whose name may be written in small letters.
    func store(_ word: SegmentWord) throws(SegmentFault) -> StoreID {
        let name = word.text.lowercased()
        let exact = vocabulary.stores.keys.first { $0.text == word.text }
        guard
            let store = exact
                ?? vocabulary.stores.keys.sorted().first(where: { $0.text.lowercased() == name })
        else { throw unknownValue("store", word, among: vocabulary.stores.keys.map(\.text)) }
        return store
    }

    private func stores(
        _ kind: String, _ word: SegmentWord, _ path: (SegmentVocabulary.Shop) -> String
    ) throws(SegmentFault) -> Set<String> {
        let found = vocabulary.stores.filter { path($0.value) == word.text }
        guard !found.isEmpty else {
            throw unknownValue(kind, word, among: Array(Set(vocabulary.stores.values.map(path))))
        }
        return Set(found.keys.map(\.text))
    }

    func identifier<ID: Identifier>(_ word: SegmentWord, as type: ID.Type) throws(SegmentFault) -> ID {
        do {
            return try ID(parsing: word.text)
        } catch {
            throw SegmentFault(
                .badValue(wanted: "an id of 1 to 64 of A-Z a-z 0-9 . _ -", word.text), word.range)
        }
    }

    func text(of words: [SegmentWord]) -> String { words.map(\.text).joined(separator: " ") }
}
