import Membership
import Vocabulary

extension DocumentValue {
    /// Returns the triggers of the program, each with a name of its own.
    func triggers() -> [Trigger]? {
        guard let values = list(of: 1...TriggerLimits.count, "triggers") else { return nil }
        var ids: Set<TriggerID> = []
        return values.compactMap { value in
            guard let trigger = value.trigger() else { return nil }
            if !ids.insert(trigger.id).inserted { value.fault("The trigger \(trigger.id) is listed twice.") }
            return trigger
        }
    }

    private static let commonKeys = ["id", "kind", "offer", "consent", "segment"]
    private static let birthdayKeys = ["days_before", "window_days", "leap_day"]
    private static let lapsedKeys = ["days", "again_after_days", "at_most"]

    private func trigger() -> Trigger? {
        guard let fields = fields(Self.commonKeys + Self.birthdayKeys + Self.lapsedKeys),
            let isBirthday = fields.required("kind")?.choice(["birthday": true, "lapsed": false])
        else { return nil }
        for key in isBirthday ? Self.lapsedKeys : Self.birthdayKeys {
            fields.optional(key)?.fault(
                "It belongs to a trigger of the kind \(isBirthday ? "lapsed" : "birthday").")
        }
        let id = fields.required("id")?.identifier(TriggerID.self)
        let offer = fields.required("offer")?.identifier(OfferID.self)
        let consent =
            fields.optional("consent").map { $0.choice(["marketing": true, "none": false]) } ?? true
        let limit = SegmentLimits.characters
        let segment = fields.optional("segment").map { value in
            value.parsed("an expression of segments of 1 to \(limit) characters") { text in
                (1...limit).contains(text.count) ? text : nil
            }
        }
        let kind = isBirthday ? birthday(fields) : lapsed(fields)
        guard let id, let offer, let consent, let kind, segment != .some(nil) else { return nil }
        return Trigger(
            id: id, kind: kind, offer: offer, needsMarketingConsent: consent, segment: segment ?? nil)
    }

    private func birthday(_ fields: DocumentFields) -> Trigger.Kind? {
        let before = fields.optional("days_before").map { $0.integer(in: 0...TriggerLimits.daysBefore) } ?? 0
        let window = fields.required("window_days")?.integer(in: 1...TriggerLimits.windowDays)
        let leapDay =
            fields.optional("leap_day").map {
                $0.choice(["02-28": BirthdayRule.LeapDay.february28, "03-01": .march1])
            } ?? .february28
        guard let before, let window, let leapDay else { return nil }
        return .birthday(BirthdayRule(daysBefore: before, windowDays: window, leapDay: leapDay))
    }

    private func lapsed(_ fields: DocumentFields) -> Trigger.Kind? {
        let days = fields.required("days")?.integer(in: TriggerLimits.lapsedDays)
        let again = fields.optional("again_after_days").map { $0.integer(in: TriggerLimits.lapsedDays) }
        let most = fields.required("at_most")?.integer(in: 1...TriggerLimits.atMost)
        guard let days, let most, again != .some(nil) else { return nil }
        return .lapsed(LapsedRule(days: days, againAfterDays: again ?? nil, atMost: most))
    }
}
