import Promotion
import Vocabulary

extension Offer {
    init?(_ document: DocumentValue, _ surroundings: CampaignSurroundings) {
        let keys = ["id", "title", "benefit", "conditions", "limits", "with_other_offers"]
        guard let fields = document.fields(keys) else { return nil }
        let id = fields.required("id")?.identifier(OfferID.self)
        let title = fields.required("title")?.localizedText()
        let benefit = fields.required("benefit").flatMap { Benefit($0, surroundings.currency) }
        let conditions = fields.optional("conditions").map { Conditions($0, surroundings) } ?? Conditions()
        let limits = fields.optional("limits").map { Limits($0, conditions, surroundings) } ?? Limits()
        let combination = fields.optional("with_other_offers").map(Self.combination) ?? .withOthers
        guard let id, let title, let benefit, let conditions, let limits, let combination else { return nil }
        self.init(
            id: id, title: title, benefit: benefit, conditions: conditions, limits: limits,
            combination: combination)
    }

    private static func combination(_ value: DocumentValue) -> Combination? {
        value.choice(["yes": Combination.withOthers, "no": .alone, "true": .withOthers, "false": .alone])
    }
}

extension Benefit {
    fileprivate init?(_ document: DocumentValue, _ currency: Currency) {
        guard let fields = document.fields(["amount", "percent", "at_most"]) else { return nil }
        switch (fields.optional("amount"), fields.optional("percent"), fields.optional("at_most")) {
        case (let amount?, nil, nil):
            guard let money = amount.money(currency) else { return nil }
            self = .amountOff(money)
        case (nil, let percent?, let atMost):
            let cap = atMost?.money(currency)
            guard let points = percent.basisPoints() else { return nil }
            self = .percentOff(basisPoints: points, cap: cap)
        case (.some, _, _):
            document.fault("A benefit is either an amount or a percent, with at_most only beside percent.")
            return nil
        case (nil, nil, _):
            document.fault("A benefit must have an amount, such as \"10.00\", or a percent, such as 15.")
            return nil
        }
    }
}

extension DocumentValue {
    /// Returns a percentage with up to two decimal digits as basis points.
    fileprivate func basisPoints() -> Int? {
        parsed("a percentage from 0.01 to 100 with at most two decimal digits") { text in
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isNumber = parts.allSatisfy { part in
                !part.isEmpty && part.allSatisfy { $0.isASCII && $0.isNumber }
            }
            guard isNumber, parts.count <= 2, parts.count == 1 || parts[1].count <= 2 else { return nil }
            let hundredths =
                parts.count == 2 ? parts[1] + String(repeating: "0", count: 2 - parts[1].count) : "00"
            let points = Int(parts[0] + hundredths) ?? 0
            return (1...Benefit.maximumBasisPoints).contains(points) ? points : nil
        }
    }
}

extension Conditions {
    /// Ten years from joining: longer is no condition.
    static let daysFromJoiningRange = 1...3_650

    fileprivate init?(_ document: DocumentValue, _ surroundings: CampaignSurroundings) {
        let keys = ["minimum_spend", "weekdays", "stores", "areas", "holder", "days_from_joining", "items"]
        guard let fields = document.fields(keys) else { return nil }
        let minimum = fields.optional("minimum_spend")?.money(surroundings.currency)
        let weekdays = fields.optional("weekdays").map(Self.weekdays) ?? Weekday.allCases
        let scope = fields.optional("stores").map { $0.storeScope(surroundings) } ?? .every
        var (stores, areas): (StoreScope?, AreaScope?) = (scope, nil)
        if let named = fields.optional("areas"), let scope {
            guard let narrowed = named.areaScope(among: scope, surroundings) else { return nil }
            (stores, areas) = (.only(narrowed.stores), narrowed.areas)
        }
        let holder = fields.optional("holder").map {
            $0.choice(["bearer": Holder.bearer, "member": .member])
        }
        let days = fields.optional("days_from_joining")?.integer(in: Self.daysFromJoiningRange)
        if days != nil, (holder ?? .bearer) == .bearer {
            fields.optional("days_from_joining")?.fault("Only members join: this needs holder: member.")
        }
        let items = fields.optional("items")?.itemScope()
        guard let weekdays, let stores, let holder = holder ?? .bearer else { return nil }
        self.init(
            weekdays: weekdays, minimumSpend: minimum, stores: stores, holder: holder, daysFromJoining: days,
            items: items, areas: areas)
    }

    private static func weekdays(_ value: DocumentValue) -> [Weekday]? {
        guard let values = value.list(of: 1...7, "weekdays") else { return nil }
        let choices: KeyValuePairs<String, Weekday> = [
            "mon": .monday, "tue": .tuesday, "wed": .wednesday, "thu": .thursday, "fri": .friday,
            "sat": .saturday, "sun": .sunday,
        ]
        var days: Set<Weekday> = []
        for value in values {
            guard let day = value.choice(choices) else { continue }
            if !days.insert(day).inserted { value.fault("The day \(day.rawValue) is listed twice.") }
        }
        return Weekday.allCases.filter(days.contains)
    }
}
