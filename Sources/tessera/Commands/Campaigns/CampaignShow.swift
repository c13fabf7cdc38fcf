import ArgumentParser
import Promotion
import Service
import Store
import Vocabulary

/// Shows one campaign.
struct CampaignShow: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows a campaign with the conditions and limits of its offers.")

    @Argument(help: "The campaign's id.", transform: identifier)
    var id: CampaignID

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let record = try await CampaignService(context: context).show(id)
            let document = CampaignSheet(record, language: context.configuration.issuer.language)
            try output.result(document, text: document.text)
        }
    }
}

/// A campaign in full, as scripts and people read it.
struct CampaignSheet: Encodable {
    var id: CampaignID
    var title: String
    var state: Campaign.State
    var from: CalendarDate
    var until: CalendarDate
    /// `nil` is without limit.
    var budget: Money?
    /// What each till may give while it has no network; `nil` is nothing.
    var offline: OfflineAllowance?
    var revision: Int64
    var offers: [OfferSheet]

    init(_ record: CampaignRecord, language: String) {
        id = record.campaign.id
        title = record.campaign.title.text(in: language)
        state = record.state
        from = record.campaign.validity.firstDay
        until = record.campaign.validity.lastDay
        budget = record.campaign.budget
        offline = record.campaign.allowance
        revision = record.revision
        offers = record.campaign.offers.map { OfferSheet($0, language: language) }
    }

    var text: String {
        let limit = budget.map { ", budget \($0)" } ?? ""
        let head = [
            "\(id): \(title)", "\(state.rawValue), \(from) to \(until)\(limit), revision \(revision)",
        ]
        let allowed = offline.map { ["offline, each till: \($0.words)"] } ?? []
        return (head + allowed + offers.map(\.text)).joined(separator: "\n")
    }
}

/// An offer in full.
struct OfferSheet: Encodable {
    var id: OfferID
    var title: String
    /// `amount_off` or `percent_off`.
    var benefit: String
    var amount: Money?
    var percent: String?
    var cap: Money?
    var minimumSpend: Money?
    /// Article numbers and beginnings of such with `*`; `nil` for the whole purchase.
    var items: [String]?
    /// `nil` for every store.
    var stores: [StoreID]?
    /// The areas that the stores are in; `nil` if none was named.
    var areas: [AreaID]?
    var weekdays: [Weekday]
    var holder: Conditions.Holder
    var daysFromJoining: Int?
    var usesPerCoupon: UInt32
    var usesPerMember: UInt32?
    var usesPerMemberAndDay: UInt32?
    var usesPerStoreAndDay: UInt32?
    var usesInCampaign: UInt32?
    /// `nil` is no stock to count; a store that is not listed has none.
    var stock: [StoreStock]?
    var withOtherOffers: Bool

    init(_ offer: Offer, language: String) {
        id = offer.id
        title = offer.title.text(in: language)
        switch offer.benefit {
        case .amountOff(let sum): (benefit, amount) = ("amount_off", sum)
        case .percentOff(let basisPoints, let most):
            (benefit, percent, cap) = ("percent_off", BenefitDocument.percent(basisPoints), most)
        }
        minimumSpend = offer.conditions.minimumSpend
        items = offer.conditions.items?.articles
        if case .only(let names) = offer.conditions.stores { stores = names }
        areas = offer.conditions.areas?.areas
        weekdays = offer.conditions.weekdays
        holder = offer.conditions.holder
        daysFromJoining = offer.conditions.daysFromJoining
        usesPerCoupon = offer.limits.usesPerCoupon
        usesPerMember = offer.limits.usesPerMember
        usesPerMemberAndDay = offer.limits.usesPerMemberAndDay
        usesPerStoreAndDay = offer.limits.usesPerStoreAndDay
        usesInCampaign = offer.limits.usesInCampaign
        stock = offer.limits.stock
        withOtherOffers = offer.combination == .withOthers
    }

    var text: String {
        var words = [amount.map { "\($0) off" } ?? "\(percent ?? "0") % off"]
        if let cap { words.append("at most \(cap)") }
        if let items { words.append("on " + items.joined(separator: " ")) }
        if let minimumSpend { words.append("from \(minimumSpend)") }
        words.append(stores.map { "at " + $0.map(\.text).joined(separator: " ") } ?? "every store")
        if let areas { words.append("in " + areas.map(\.text).joined(separator: " ")) }
        if weekdays.count < 7 { words.append(weekdays.map(\.rawValue).joined(separator: " ")) }
        if holder == .member { words.append("members") }
        if let daysFromJoining { words.append("\(daysFromJoining) days from joining") }
        words += limits
        if !withOtherOffers { words.append("not with other offers") }
        return "  \(id): \(title)\n    " + words.joined(separator: ", ")
    }

    private var limits: [String] {
        var words = ["\(usesPerCoupon) a coupon"]
        if let usesPerMember { words.append("\(usesPerMember) a member") }
        if let usesPerMemberAndDay { words.append("\(usesPerMemberAndDay) a member and day") }
        if let usesPerStoreAndDay { words.append("\(usesPerStoreAndDay) a store and day") }
        if let usesInCampaign { words.append("\(usesInCampaign) in all") }
        if let stock {
            words.append("stock " + stock.map { "\($0.store) \($0.count)" }.joined(separator: " "))
        }
        return words
    }
}

extension OfflineAllowance {
    /// In the order of the campaign's file.
    fileprivate var words: String {
        """
        \(usesPerTerminal) uses, \(usesPerCoupon) a coupon, \(amount), status list at most \
        \(StatusAge.text(seconds: maximumStatusAgeSeconds)) old
        """
    }
}
