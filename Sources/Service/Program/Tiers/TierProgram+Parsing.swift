import Membership
import Vocabulary

extension TierProgram {
    /// Reads the section `tiers`, or notes what is wrong with it.
    init?(_ document: DocumentValue, _ setting: ProgramSetting) {
        // Even one tier has a fault to be told: it takes no rule.
        guard let values = document.list(of: 1...max(1, setting.tiers.count * 2), "rules") else {
            return nil
        }
        let read = values.map { TierRule($0, setting) }
        let rules = read.compactMap(\.self)
        guard rules.count == values.count else { return nil }
        do throws(TierProgramFaults) {
            try self.init(rules, tiers: setting.tiers)
        } catch {
            for fault in error.faults {
                // Of a rule that is there twice, the second is meant.
                let place = rules.lastIndex { $0.tier == fault.tier }
                (place.map { values[$0] } ?? document).fault(fault.sentence)
            }
            return nil
        }
    }
}

extension TierRule {
    fileprivate init?(_ document: DocumentValue, _ setting: ProgramSetting) {
        guard let fields = document.fields(["tier", "when", "grace", "by_hand"]) else { return nil }
        let tier = fields.required("tier")?.text()
        let grace = fields.optional("grace").map(Self.grace) ?? 0
        let isByHand = fields.optional("by_hand").map {
            $0.choice(["yes": true, "no": false, "true": true, "false": false])
        }
        if isByHand == .some(true) {
            fields.optional("when")?.fault(
                "A tier that is given by hand has no rule; leave out one of the two.")
            fields.optional("grace")?.fault(
                "A tier that is given by hand ends on the day that was said, without grace.")
            guard let tier, fields.optional("when") == nil, fields.optional("grace") == nil else {
                return nil
            }
            self.init(tier: tier, alternatives: [])
            return
        }
        let ways = fields.required("when").flatMap { Self.alternatives($0, setting) }
        guard let tier, let grace, let ways, isByHand != .some(nil) else { return nil }
        self.init(tier: tier, alternatives: ways, graceDays: grace)
    }

    /// One line, or a list of them.
    private static func alternatives(
        _ document: DocumentValue, _ setting: ProgramSetting
    ) -> [[TierCondition]]? {
        let lines =
            document.isScalar
            ? [document] : document.list(of: 1...TierLimits.alternatives, "ways to earn the tier")
        guard let lines else { return nil }
        let ways = lines.map { line -> [TierCondition]? in
            guard let text: String = line.scalar("a rule such as spend >= 2000 in 12 months") else {
                return nil
            }
            do throws(TierRuleFault) {
                return try TierRuleParser.conditions(of: text, currency: setting.currency)
            } catch {
                line.fault(error.sentence(currency: setting.currency.code))
                return nil
            }
        }
        let read = ways.compactMap(\.self)
        return read.count == lines.count ? read : nil
    }

    private static func grace(_ document: DocumentValue) -> Int? {
        document.parsed(
            "a number of days from 0 to \(TierLimits.graceDays), such as 90 days, after which it ends"
        ) {
            text in
            let words = text.split(separator: " ")
            guard words.count == 1 || (words.count == 2 && ["day", "days"].contains(words[1])),
                let days = Int(words[0]), (0...TierLimits.graceDays).contains(days)
            else { return nil }
            return days
        }
    }
}
