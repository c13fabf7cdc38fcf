import Foundation
import Payload
import Promotion
import Store
import Vocabulary

@testable import Service

/// Use cases over the in-memory engine, with one campaign of one offer: 10.00 off 50.00 or more.
struct ServiceFixture {
    let context: ServiceContext
    let terminal: TerminalRecord

    /// 1 March 2027, noon in Shanghai.
    static let noon = Instant(millisecondsSince1970: 1_803_873_600_000)

    static func make(
        usesPerCoupon: UInt32 = 1, holder: Conditions.Holder = .bearer, store: AnyStore = MemoryStore(),
        webhooks: [WebhookSettings] = [], kit: String? = nil,
        folder: URL = FileManager.default.temporaryDirectory, keys: WorkspaceKeys? = nil
    ) async throws -> ServiceFixture {
        let context = ServiceContext(
            workspace: Workspace(
                folder: folder, configuration: try configuration(webhooks, kit: kit),
                keys: try keys ?? self.keys()),
            store: store,
            surroundings: Surroundings(now: { noon }, randomBytes: Surroundings.system.randomBytes))
        _ = try await context.store.apply(
            try campaign(usesPerCoupon: usesPerCoupon, holder: holder), at: noon)
        let terminal = try await TerminalService(context).enrol(
            store: StoreID(unchecked: "SH01"), name: "till"
        ).terminal
        return ServiceFixture(context: context, terminal: terminal)
    }

    /// Issues coupons.
    func issue(_ count: UInt32, profile: BatchRecord.Profile = .short) async throws -> [IssuedCoupon] {
        let order = BatchOrder(offer: OfferID(unchecked: "ten"), count: count, profile: profile)
        let maker = try CouponMaker(batch: try await BatchService(context).issue(order), context: context)
        return try (1...count).map { try maker.coupon(serial: $0) }
    }

    static func yuan(_ text: String) throws -> Money {
        try Money(parsing: text, currency: currency())
    }

    struct Broken: Error {}

    private static func currency() throws -> Currency {
        guard let currency = Currency(parsing: "CNY") else { throw Broken() }
        return currency
    }

    private static func campaign(
        usesPerCoupon: UInt32, holder: Conditions.Holder
    ) throws -> Campaign {
        guard let first = CalendarDate(year: 2027, month: 1, day: 1),
            let last = CalendarDate(year: 2027, month: 12, day: 31),
            let validity = Validity(firstDay: first, lastDay: last)
        else { throw Broken() }
        let offer = Offer(
            id: OfferID(unchecked: "ten"), title: LocalizedText("Ten off", translations: ["zh-Hans": "减十元"]),
            benefit: .amountOff(try yuan("10.00")),
            conditions: Conditions(minimumSpend: try yuan("50.00"), holder: holder),
            limits: Limits(usesPerCoupon: usesPerCoupon, usesPerMember: holder == .member ? 1 : nil))
        return Campaign(
            id: CampaignID(unchecked: "spring"), title: LocalizedText("Spring"), validity: validity,
            offers: [offer])
    }

    private static func configuration(
        _ webhooks: [WebhookSettings], kit: String?
    ) throws -> Configuration {
        let store = StoreSettings(
            id: StoreID(unchecked: "SH01"), name: LocalizedText("Yuyuan"), region: "", district: "",
            latitude: 31.2, longitude: 121.5, timeZone: "Asia/Shanghai", hours: "09:00-22:00")
        return Configuration(
            issuer: IssuerSettings(
                id: IssuerID(unchecked: "qingquan"), number: 1, name: LocalizedText("Qingquan Tea"),
                currency: try currency(), language: "zh-Hans"),
            brand: BrandSettings(dark: "#000000", light: "#ffffff", logo: nil, kit: kit), stores: [store],
            program: ProgramSettings(name: LocalizedText("Club"), tiers: ["member"]),
            server: ServerSettings(
                host: "127.0.0.1", port: 0, publicHost: try PublicHost(parsing: "https://qr.qingquan.cn"),
                trustedProxyCount: 0),
            storage: .sqlite(path: "data/tessera.db"), webhooks: webhooks)
    }

    private static func keys() throws -> WorkspaceKeys {
        let root = try Secret32(bytes: [UInt8](repeating: 7, count: 32))
        let signing = try IssuerSigningKey(keyID: 1, seed: root.derive(label: "seed").bytes)
        return WorkspaceKeys(
            vault: Vault(key: root.derive(label: "vault")), couponLookup: root.derive(label: "lookup"),
            identityLookup: root.derive(label: "identity"), visitorSalt: root.derive(label: "visitor"),
            webhooks: root.derive(label: "webhooks"),
            signing: signing, keyring: try IssuerKeyring([signing.publicKey]),
            ownerToken: try AccessToken(random: root.bytes).digest)
    }
}
