package import Payload
package import Vocabulary

/// The settings of `tessera.yaml`, checked.
package struct Configuration: Sendable, Hashable {
    package var issuer: IssuerSettings
    package var brand: BrandSettings
    /// By id, in the order of the file; ids are unique.
    package var stores: [StoreSettings]
    package var program: ProgramSettings
    package var server: ServerSettings
    package var storage: StorageSettings
    /// Who is told of events; ids are unique.
    package var webhooks: [WebhookSettings]

    package init(
        issuer: IssuerSettings, brand: BrandSettings, stores: [StoreSettings], program: ProgramSettings,
        server: ServerSettings, storage: StorageSettings, webhooks: [WebhookSettings] = []
    ) {
        self.issuer = issuer
        self.brand = brand
        self.stores = stores
        self.program = program
        self.server = server
        self.storage = storage
        self.webhooks = webhooks
    }

    /// The settings of a store, or `nil` if there is none of this id.
    package func store(_ id: StoreID) -> StoreSettings? {
        stores.first { $0.id == id }
    }
}

/// The brand as the one who answers for the value.
package struct IssuerSettings: Sendable, Hashable {
    package var id: IssuerID
    /// The issuer's number in this installation, 1 or more; part of every shard key, so never change it.
    package var number: UInt32
    package var name: LocalizedText
    package var currency: Currency
    /// The language of messages where the reader's own is not known.
    package var language: String

    package init(id: IssuerID, number: UInt32, name: LocalizedText, currency: Currency, language: String) {
        self.id = id
        self.number = number
        self.name = name
        self.currency = currency
        self.language = language
    }
}

/// How the brand looks.
package struct BrandSettings: Sendable, Hashable {
    /// `#rrggbb` of the dark modules.
    package var dark: String
    /// `#rrggbb` of the ground.
    package var light: String
    /// Where the logo and the rest of the look come from.
    private var source: Source

    private enum Source: Sendable, Hashable {
        case none
        case logo(String)
        case kit(String)
    }

    /// An SVG or PNG file, relative to the workspace; `nil` for none, or with a kit, which has its own.
    package var logo: String? {
        get { if case .logo(let path) = source { path } else { nil } }
        set { source = newValue.map(Source.logo) ?? .none }
    }

    /// The brand kit that printed symbols are drawn by; `nil` for the two colours and the logo.
    package var kit: String? {
        if case .kit(let name) = source { name } else { nil }
    }

    package init(dark: String, light: String, logo: String?, kit: String? = nil) {
        self.dark = dark
        self.light = light
        source = kit.map(Source.kit) ?? logo.map(Source.logo) ?? .none
    }
}

/// A selling place.
package struct StoreSettings: Sendable, Hashable {
    package var id: StoreID
    package var name: LocalizedText
    package var region: String
    package var district: String
    /// WGS-84 degrees.
    package var latitude: Double
    package var longitude: Double
    /// An IANA zone, such as `Asia/Shanghai`: its days decide when a coupon ends.
    package var timeZone: String
    /// Opening hours as people write them, such as `09:30-22:00`.
    package var hours: String

    package init(
        id: StoreID, name: LocalizedText, region: String, district: String, latitude: Double,
        longitude: Double, timeZone: String, hours: String
    ) {
        self.id = id
        self.name = name
        self.region = region
        self.district = district
        self.latitude = latitude
        self.longitude = longitude
        self.timeZone = timeZone
        self.hours = hours
    }
}

/// The standing membership scheme.
package struct ProgramSettings: Sendable, Hashable {
    package var name: LocalizedText
    /// From the lowest to the highest; the first is what a new member has.
    package var tiers: [String]

    package init(name: LocalizedText, tiers: [String]) {
        self.name = name
        self.tiers = tiers
    }
}

/// Where the verifier listens and under which name the world finds it.
package struct ServerSettings: Sendable, Hashable {
    package var host: String
    /// 0 picks a free one.
    package var port: UInt16
    /// What codes point at, such as `https://qr.qingquan.cn`.
    package var publicHost: PublicHost
    /// How many proxies in front add to `X-Forwarded-For`; 0 trusts only the socket.
    package var trustedProxyCount: Int
    /// How the log is written; `nil` for text on a terminal and JSON lines elsewhere.
    package var log: LogForm?

    package init(
        host: String, port: UInt16, publicHost: PublicHost, trustedProxyCount: Int, log: LogForm? = nil
    ) {
        self.host = host
        self.port = port
        self.publicHost = publicHost
        self.trustedProxyCount = trustedProxyCount
        self.log = log
    }
}

/// How a log is written.
package enum LogForm: Sendable, Hashable {
    /// A line for a person.
    case text
    /// A JSON object on each line, for a machine.
    case json
}

/// Where the ledger lives.
package enum StorageSettings: Sendable, Hashable {
    /// A file, relative to the workspace unless it begins with a slash.
    case sqlite(path: String)
    /// A server that several verifiers share.
    case postgres(DatabaseAddress)
}

/// The address of a database; it may hold a password, and so never shows itself.
package struct DatabaseAddress: Sendable, Hashable, Concealed {
    /// The address as the settings have it.
    package let text: String

    package init(_ text: String) {
        self.text = text
    }
}
