package import Foundation
import Payload
import Vocabulary

extension Configuration {
    /// The settings file's name in every workspace.
    package static let fileName = "tessera.yaml"

    /// Reads the settings, strictly, with the environment's overrides.
    ///
    /// - Parameters:
    ///   - data: The bytes of `tessera.yaml`.
    ///   - file: Its name in messages.
    ///   - environment: Variables `TESSERA_SECTION_KEY` take the place of settings; others are not looked at.
    /// - Throws: `ServiceError.invalidInput` with every fault.
    package init(
        parsing data: Data, file: String = fileName, environment: [String: String] = [:]
    ) throws(ServiceError) {
        self = try DocumentReader.read(
            Array(data), file: file, overrides: EnvironmentOverrides(environment)
        ) { Configuration(document: $0) }
    }

    private init?(document: DocumentValue) {
        let sections = ["issuer", "brand", "stores", "program", "server", "storage", "webhooks"]
        guard let fields = document.fields(sections, settings: ["storage"]) else { return nil }
        let issuer = IssuerSettings(fields)
        let brand = BrandSettings(fields)
        let stores = fields.required("stores").flatMap(StoreSettings.list)
        let program = ProgramSettings(fields)
        let server = ServerSettings(fields)
        let storage = fields.optional("storage").map(StorageSettings.init) ?? .standard
        let webhooks = fields.optional("webhooks").map(WebhookSettings.list) ?? []
        guard let issuer, let brand, let stores, let program, let server, let storage, let webhooks else {
            return nil
        }
        self.init(
            issuer: issuer, brand: brand, stores: stores, program: program, server: server, storage: storage,
            webhooks: webhooks)
    }
}

extension IssuerSettings {
    /// A million brands in one installation: their numbers fit a shard key with room to spare.
    fileprivate static let numbers = 1...1_000_000

    fileprivate init?(_ document: DocumentFields) {
        let keys = ["id", "number", "name", "currency", "language"]
        guard let fields = document.section("issuer", settings: keys) else { return nil }
        let id = fields.required("id")?.identifier(IssuerID.self)
        let number = fields.optional("number").map { $0.integer(in: Self.numbers) } ?? 1
        let name = fields.required("name")?.localizedText()
        let currency = fields.required("currency")?
            .parsed("a currency of ISO 4217 such as CNY") { Currency(parsing: $0) }
        let language = fields.optional("language").map { $0.languageTag() } ?? "en"
        guard let id, let number, let name, let currency, let language else { return nil }
        self.init(id: id, number: UInt32(number), name: name, currency: currency, language: language)
    }
}

extension BrandSettings {
    fileprivate init?(_ document: DocumentFields) {
        guard let fields = document.section("brand", settings: ["dark", "light", "logo", "kit"]) else {
            return nil
        }
        let dark = fields.optional("dark").map(Self.color) ?? "#000000"
        let light = fields.optional("light").map(Self.color) ?? "#ffffff"
        let logo = fields.optional("logo")?.parsed("an .svg or .png file") { path in
            [".svg", ".png"].contains { path.lowercased().hasSuffix($0) } ? path : nil
        }
        let kit = fields.optional("kit")?.kebabName()
        guard let dark, let light else { return nil }
        self.init(dark: dark, light: light, logo: logo, kit: kit)
    }

    private static func color(_ value: DocumentValue) -> String? {
        value.parsed("a colour such as \"#0b6e4f\", in quotes since a bare # begins a comment") { text in
            let digits = text.dropFirst()
            guard text.hasPrefix("#"), digits.utf8.count == 6, (try? Hex.decode(digits)) != nil else {
                return nil
            }
            return text.lowercased()
        }
    }
}

extension ProgramSettings {
    /// Twenty tiers: more than any scheme that members could remember.
    fileprivate static let tierCount = 1...20

    fileprivate init?(_ document: DocumentFields) {
        guard let fields = document.section("program", settings: ["name", "tiers"]) else { return nil }
        let name = fields.required("name")?.localizedText()
        let values = fields.required("tiers")?.list(of: Self.tierCount, "tiers")
        var tiers: [String] = []
        for value in values ?? [] {
            guard let tier = value.text() else { continue }
            guard !tiers.contains(tier) else {
                value.fault("The tier \"\(tier)\" is listed twice.")
                continue
            }
            tiers.append(tier)
        }
        guard let name else { return nil }
        self.init(name: name, tiers: tiers)
    }
}

extension ServerSettings {
    /// Ten proxies in a row: more would be a loop.
    fileprivate static let proxyCount = 0...10

    fileprivate init?(_ document: DocumentFields) {
        let keys = ["host", "port", "public_url", "trusted_proxies", "log"]
        guard let fields = document.section("server", settings: keys) else { return nil }
        let host = fields.optional("host").map { $0.text() } ?? "127.0.0.1"
        let port = fields.optional("port").map { $0.integer(in: 0...Int(UInt16.max)) } ?? 8_080
        let publicHost = fields.required("public_url")?
            .parsed("an address such as https://qr.example.com, with no path") {
                try? PublicHost(parsing: $0)
            }
        let proxies = fields.optional("trusted_proxies").map { $0.integer(in: Self.proxyCount) } ?? 0
        let log = fields.optional("log").map { $0.choice(["json": LogForm.json, "text": .text]) }
        guard let host, let port, let publicHost, let proxies else { return nil }
        self.init(
            host: host, port: UInt16(port), publicHost: publicHost, trustedProxyCount: proxies,
            log: log ?? nil)
    }
}

extension StorageSettings {
    /// The file beside the workspace's other data.
    package static let standard = StorageSettings.sqlite(path: "data/tessera.db")

    fileprivate init?(_ value: DocumentValue) {
        let expectation =
            "sqlite: and a file, such as sqlite:data/tessera.db, or an address such as postgresql://user@host/database"
        guard let text = value.scalar(expectation) else { return nil }
        if text.hasPrefix("postgresql://") || text.hasPrefix("postgres://") {
            self = .postgres(DatabaseAddress(text))
            return
        }
        guard !text.hasPrefix("postgres") else {
            // What is nearly an address may hold a password, so it is not repeated.
            value.fault("It must be \(expectation).")
            return nil
        }
        guard text.hasPrefix("sqlite:"), text.count > "sqlite:".count else {
            value.mismatch(expectation, given: text)
            return nil
        }
        self = .sqlite(path: String(text.dropFirst("sqlite:".count)))
    }
}
