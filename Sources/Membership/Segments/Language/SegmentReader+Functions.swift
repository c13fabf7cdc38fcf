import Vocabulary

extension SegmentReader {
    func function(_ call: SegmentCall) throws(SegmentFault) -> SegmentRule {
        guard let function = SegmentFunction(rawValue: call.name.text.lowercased()) else {
            throw unknownName(call.name)
        }
        switch function {
        case .within: return .test(.place(try cells(call)))
        case .redeemed:
            let (offers, span) = try uses(call, function)
            return .test(.uses(offers: offers, span, minimum: 1))
        case .redemptions:
            throw SegmentFault(.badArguments(function: function.rawValue, usage: function.usage), call.range)
        case .joined:
            guard call.arguments.count == 1 else { throw usage(of: function, call) }
            return .test(.joined(try recent(call.arguments[0], in: function)))
        case .consent: return .test(.consent(try consent(call)))
        case .has: return .test(.identity(try identity(call)))
        case .segment: return try reference(call)
        case .snapshot: return .test(.snapshot(try snapshot(call)))
        }
    }

    /// `redemptions(offer welcome) >= 2`.
    func counting(
        _ call: SegmentCall, _ sign: SegmentToken.Comparison, _ words: [SegmentWord]
    ) throws(SegmentFault) -> SegmentRule {
        guard call.name.text.lowercased() == SegmentFunction.redemptions.rawValue else {
            if SegmentFunction(rawValue: call.name.text.lowercased()) == nil { throw unknownName(call.name) }
            throw SegmentFault(
                .noSuchComparison(attribute: call.name.text + "()", sign: sign.rawValue), call.range)
        }
        let (offers, span) = try uses(call, .redemptions)
        guard words.count == 1, let count = Int(words[0].text), (0...SegmentLimits.useCount).contains(count)
        else {
            throw SegmentFault(
                .outOfRange(
                    what: "A number of redemptions", limit: "0 to \(SegmentLimits.useCount)", text(of: words)),
                words.range)
        }
        func atLeast(_ minimum: Int) -> SegmentRule {
            minimum <= 0 ? .everyone : .test(.uses(offers: offers, span, minimum: minimum))
        }
        return switch sign {
        case .atLeast: atLeast(count)
        case .greater: atLeast(count + 1)
        case .less: .not(atLeast(count))
        case .atMost: .not(atLeast(count + 1))
        case .equal: .all([atLeast(count), .not(atLeast(count + 1))])
        case .notEqual: .not(.all([atLeast(count), .not(atLeast(count + 1))]))
        }
    }

    private func usage(of function: SegmentFunction, _ call: SegmentCall) -> SegmentFault {
        SegmentFault(.badArguments(function: function.rawValue, usage: function.usage), call.range)
    }

    /// The offers and days of `(offer NAME, 60 days)`, in this order; either may be missing.
    private func uses(
        _ call: SegmentCall, _ function: SegmentFunction
    ) throws(SegmentFault) -> (Set<OfferID>, DaySpan) {
        var rest = call.arguments[...]
        var offers = Set(vocabulary.offers.keys)
        if let words = rest.first, words.count == 2 {
            switch words[0].text.lowercased() {
            case "offer":
                offers = [try offer(words[1])]
                rest = rest.dropFirst()
            case "campaign":
                offers = try self.offers(ofCampaign: words[1])
                rest = rest.dropFirst()
            default: break
            }
        }
        guard rest.count <= 1 else { throw usage(of: function, call) }
        guard let words = rest.first else { return (offers, .ever) }
        return (offers, try recent(words, in: function))
    }

    private func offer(_ word: SegmentWord) throws(SegmentFault) -> OfferID {
        guard let offer = vocabulary.offers.keys.first(where: { $0.text == word.text }) else {
            throw unknownValue("offer", word, among: vocabulary.offers.keys.map(\.text))
        }
        return offer
    }

    private func offers(ofCampaign word: SegmentWord) throws(SegmentFault) -> Set<OfferID> {
        let offers = vocabulary.offers.filter { $0.value.text == word.text }
        guard !offers.isEmpty else {
            throw unknownValue("campaign", word, among: Array(Set(vocabulary.offers.values.map(\.text))))
        }
        return Set(offers.keys)
    }

    private func consent(_ call: SegmentCall) throws(SegmentFault) -> ConsentPurpose {
        let word = try only(call, .consent)
        guard let purpose = ConsentPurpose(rawValue: word.text.lowercased()) else {
            throw unknownValue("purpose", word, among: ConsentPurpose.allCases.map(\.rawValue))
        }
        return purpose
    }

    private func identity(_ call: SegmentCall) throws(SegmentFault) -> Identity.Kind {
        let word = try only(call, .has)
        guard let kind = Identity.Kind(rawValue: word.text.lowercased()) else {
            throw unknownValue("kind of identity", word, among: Identity.Kind.allCases.map(\.rawValue))
        }
        return kind
    }

    private func only(_ call: SegmentCall, _ function: SegmentFunction) throws(SegmentFault) -> SegmentWord {
        guard call.arguments.count == 1, call.arguments[0].count == 1 else {
            throw usage(of: function, call)
        }
        return call.arguments[0][0]
    }

    // MARK: - Other segments

    /// The rule of a saved segment in its place, so that it follows every change of it.
    private func reference(_ call: SegmentCall) throws(SegmentFault) -> SegmentRule {
        let word = try only(call, .segment)
        guard let id = vocabulary.segments.keys.first(where: { $0.text == word.text }),
            let expression = vocabulary.segments[id]
        else { throw unknownValue("segment", word, among: vocabulary.segments.keys.map(\.text)) }
        guard !path.contains(id) else { throw SegmentFault(.cycle((path + [id]).map(\.text)), call.range) }
        guard path.count < SegmentLimits.references else {
            throw SegmentFault(
                .outOfRange(
                    what: "Segments that refer to each other",
                    limit: "at most \(SegmentLimits.references) in a row",
                    "\(path.count + 1)"),
                call.range)
        }
        do throws(SegmentFault) {
            return try SegmentReader(vocabulary: vocabulary, path: path + [id]).rule(parsing: expression)
        } catch {
            if case .cycle = error.reason { throw SegmentFault(error.reason, call.range) }
            throw SegmentFault(.inSegment(id.text, error.sentence), call.range)
        }
    }

    private func snapshot(_ call: SegmentCall) throws(SegmentFault) -> SnapshotID {
        let word = try only(call, .snapshot)
        guard let id = vocabulary.snapshots.first(where: { $0.text == word.text }) else {
            throw unknownValue("snapshot", word, among: vocabulary.snapshots.map(\.text))
        }
        return id
    }
}
