import Membership
import Vocabulary

extension JoinRules {
    /// Reads the document.
    ///
    /// - Parameters:
    ///   - document: What `join.yaml` holds.
    ///   - areas: The workspace's areas, which `where` may name.
    init?(_ document: DocumentValue, areas: AreaLibrary? = nil) {
        let known = ["terms", "consents", "welcome", "where", "proofs", "codes", "wechat"]
        guard let fields = document.fields(known) else { return nil }
        let terms = fields.required("terms").flatMap { Terms($0) }
        let consents = fields.optional("consents").map(Self.consents)
        let welcome = fields.optional("welcome")?.identifier(OfferID.self)
        let place = fields.optional("where").flatMap { JoinPlace($0, library: areas) }
        let wechat = fields.optional("wechat")
        let usual: Set<Proof> = wechat == nil ? [.phone] : [.phone, .wechat]
        let proofs = fields.optional("proofs").map(Self.proofs) ?? usual
        let codes = proofs.contains(.phone) ? fields.required("codes") : fields.optional("codes")
        if proofs.contains(.wechat), wechat == nil { _ = fields.required("wechat") }
        guard let terms else { return nil }
        self.terms = terms
        self.consents = consents ?? []
        self.welcome = welcome
        self.place = place
        self.proofs = proofs
        self.codes = codes.flatMap { CodeRules($0) }
        self.wechat = wechat.flatMap { WeChatRules($0) }
    }

    private static func proofs(_ document: DocumentValue) -> Set<Proof> {
        let values = document.list(of: 1...Proof.allCases.count, "proofs") ?? []
        return Set(values.compactMap { $0.choice(["phone": Proof.phone, "wechat": Proof.wechat]) })
    }

    private static func consents(_ document: DocumentValue) -> [ConsentWording] {
        let purposes = ConsentPurpose.allCases
        var seen: Set<ConsentPurpose> = []
        return (document.list(of: 1...purposes.count, "consents") ?? []).compactMap { value in
            guard let consent = ConsentWording(value) else { return nil }
            if !seen.insert(consent.purpose).inserted {
                value.fault("The purpose \(consent.purpose.rawValue) is asked for already.")
            }
            return consent
        }
    }
}

extension JoinRules.Terms {
    init?(_ document: DocumentValue) {
        guard let fields = document.fields(["version", "url"]) else { return nil }
        let version = fields.required("version")?.version()
        let address = fields.required("url")?.parsed("an address that begins with https://") { text in
            WebhookAddress(parsing: text).flatMap { $0.text.hasPrefix("https://") ? $0.text : nil }
        }
        guard let version, let address else { return nil }
        self.init(version: version, address: address)
    }
}

extension JoinRules.ConsentWording {
    init?(_ document: DocumentValue) {
        guard let fields = document.fields(["purpose", "version", "wording"]) else { return nil }
        let names = ConsentPurpose.allCases.map(\.rawValue)
        let purpose = fields.required("purpose")?.parsed("one of \(names.joined(separator: ", "))") {
            ConsentPurpose(rawValue: $0)
        }
        let version = fields.required("version")?.version()
        let wording = fields.required("wording")?.localizedText()
        guard let purpose, let version, let wording else { return nil }
        self.init(purpose: purpose, version: version, wording: wording)
    }
}

extension JoinRules.CodeRules {
    /// Half an hour: a code that is older lies about in too many places.
    static let lifetimeMinutes = 1...30
    /// Ten minutes: enough for a message that comes late.
    static let usualLifetimeMinutes = 10
    /// A hundred thousand an hour: more than any gateway of messages takes from one brand.
    static let countsPerHour = 1...100_000
    /// A thousand: a campaign's good hour, and a bill that a brand survives if somebody makes the page send.
    static let usualCountPerHour = 1_000
    /// Where messages are written to files.
    static let usualFolder = "data/codes"

    init?(_ document: DocumentValue) {
        guard let fields = document.fields(["sender", "minutes", "per_hour"]) else { return nil }
        let sender = fields.required("sender").flatMap { Sender($0) }
        let minutes = fields.optional("minutes").map { $0.integer(in: Self.lifetimeMinutes) }
        let count = fields.optional("per_hour").map { $0.integer(in: Self.countsPerHour) }
        guard let sender else { return nil }
        self.init(
            sender: sender, lifetimeMinutes: (minutes ?? nil) ?? Self.usualLifetimeMinutes,
            countPerHour: (count ?? nil) ?? Self.usualCountPerHour)
    }
}

extension JoinRules.CodeRules.Sender {
    init?(_ document: DocumentValue) {
        if document.isWord("file") {
            self = .folder(path: JoinRules.CodeRules.usualFolder)
            return
        }
        guard document.isMapping else {
            document.fault("It must be file, or the url of a program that sends messages.")
            return nil
        }
        guard let fields = document.fields(["url"]) else { return nil }
        let address = fields.required("url")?.parsed("an https address, or http on this machine itself") {
            WebhookAddress(parsing: $0)
        }
        guard let address else { return nil }
        self = .address(address)
    }
}

extension DocumentValue {
    /// Returns the version of a wording, as the ledger of consents keeps it.
    fileprivate func version() -> String? {
        let limit = 64
        return parsed("a version of 1 to \(limit) visible ASCII characters, such as 2026-11") { text in
            let isPlain = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }
            return isPlain && text.count <= limit ? text : nil
        }
    }
}
