/// Why a line is no rule of a tier.
package enum TierRuleFault: Error, Sendable, Hashable {
    case empty
    case tooLong(count: Int)
    case tooManyConditions
    /// A rule that asks for a tier would change with its own answer.
    case refersToTier
    case unknownFact(String)
    /// Something else than `>=`.
    case notAtLeast(String)
    case badAmount(TierFact, String)
    case wrongCurrency(given: String, issuers: String)
    /// Without a window: a sum that never falls, and so a tier that never ends.
    case endless(TierFact)
    case badWindow(String)
    case unexpected(String)
    case alternative

    /// A sentence for whoever wrote the rule.
    package func sentence(currency: String) -> String {
        switch self {
        case .empty: "It is empty; write it as in: \(Self.example(currency))."
        case .tooLong(let count):
            "It has \(count) characters; at most \(TierLimits.characters) are read."
        case .tooManyConditions: "It has more than \(TierLimits.conditions) conditions."
        case .refersToTier:
            "A rule cannot ask for a tier: it would change with its own answer, and never come to an end."
        case .unknownFact(let word):
            "There is nothing named \"\(Self.short(word))\" to count; "
                + "it must be one of \(TierFact.allCases.map(\.rawValue).joined(separator: ", "))."
        case .notAtLeast(let sign):
            "It must be >= here, not \"\(Self.short(sign))\": whoever does more never has a lower tier for it."
        case .badAmount(let fact, let text):
            "\(fact.rawValue) must be \(Self.amounts(fact)), not \"\(Self.short(text))\"."
        case .wrongCurrency(let given, let issuers):
            "Amounts are in \(issuers), the issuer's currency, not in \(Self.short(given))."
        case .endless(let fact):
            "\(fact.rawValue) needs a window, as in: in 12 months. Without one it never falls, and the tier never ends."
        case .badWindow(let text):
            "A window is 1 to \(TierLimits.windowDays) days, 1 to \(TierLimits.windowMonths) months or calendar year, "
                + "not \"\(Self.short(text))\"."
        case .unexpected(let word): "It must be \"and\" or the end here, not \"\(Self.short(word))\"."
        case .alternative: "Write what stands after \"or\" as another line of the list."
        }
    }

    private static func example(_ currency: String) -> String { "spend >= 2000 \(currency) in 12 months" }

    private static func amounts(_ fact: TierFact) -> String {
        switch fact {
        case .spend: "an amount of money above zero"
        case .redemptions: "a whole number from 1 to \(TierLimits.redemptions)"
        case .pointsEarned: "a whole number from 1 to \(TierLimits.points)"
        }
    }

    /// Forty characters show what was meant and keep a message on one line.
    private static func short(_ text: String) -> String { text.count > 40 ? text.prefix(40) + "…" : text }
}

/// Why rules make no program.
package enum TierProgramFault: Error, Sendable, Hashable {
    case unknownTier(String, known: [String])
    case lowestTier(String)
    case twice(String)
    /// No rule, and not said to be given by hand.
    case unreachable(String)
    case tooManyWindows(Int)
    /// Whoever earns it has earned a higher one.
    case upsideDown(String, [String])

    /// The tier whose rule is meant, or the one that has none.
    package var tier: String? {
        switch self {
        case .unknownTier(let tier, _), .lowestTier(let tier), .twice(let tier), .unreachable(let tier),
            .upsideDown(let tier, _):
            tier
        case .tooManyWindows: nil
        }
    }

    /// A sentence for whoever wrote the rules.
    package var sentence: String {
        switch self {
        case .unknownTier(let tier, let known):
            "The program has no tier \"\(tier)\"; it has \(known.joined(separator: ", "))."
        case .lowestTier(let tier):
            "\(tier) is the lowest tier, which everyone has who has no other; it takes no rule."
        case .twice(let tier): "\(tier) has a rule already."
        case .unreachable(let tier):
            "Nobody could ever have the tier \(tier): it needs a rule, or by_hand: yes."
        case .tooManyWindows(let count):
            "The rules count over \(count) different windows; at most \(TierLimits.windows) may be used."
        case .upsideDown(let tier, let above):
            "Whoever earns \(tier) has earned \(above.joined(separator: " or ")) as well, which is higher but not harder: "
                + "nobody would ever be \(tier), and whoever was made so would climb and fall for ever."
        }
    }
}

/// Everything that is wrong with a program's rules; at least one fault.
package struct TierProgramFaults: Error, Sendable, Hashable {
    package let faults: [TierProgramFault]

    init(_ faults: [TierProgramFault]) {
        self.faults = faults
    }
}
