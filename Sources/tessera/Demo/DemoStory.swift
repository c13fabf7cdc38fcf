import Artwork
import Foundation
import Membership
import Payload
import Promotion
import Service
import Store
import Vocabulary

/// The demo, step by step; each says what it did and where to look.
struct DemoStory: Sendable {
    let context: ServiceContext
    let folder: DemoFolder
    /// The folder as the user called it.
    let shownPath: String
    let output: Output

    /// What the demo made, for scripts and as its last words.
    struct Results: Encodable, Sendable {
        var folder: String
        var files: [String] = []
        var redemption = ""
        var isSound = false

        var text: String {
            let state = isSound ? "doctor finds everything sound" : "doctor found something wrong"
            return "Done: \(files.count) files in \(folder), and \(state)."
        }
    }

    static let tinCount: UInt32 = 120
    static let signedCount: UInt32 = 40

    /// Tells it all.
    ///
    /// - Parameter keepsServing: Whether the server runs on at the end.
    /// - Returns: What was made.
    /// - Throws: As its parts; what was written until then stays to look at.
    func tell(keepsServing: Bool) async throws -> Results {
        try await applyCampaigns()
        let till = try await TerminalService(context).enrol(
            store: StoreID(parsing: "SH01"), name: "demo till")
        say("Till", "\(till.terminal.id) enrolled in SH01; its token is shown once and kept as a hash")
        try await issueCoupons()
        try await print()
        let member = try await importMembers()
        try await drawCard(of: member)
        var results = Results(folder: shownPath)
        let redemption = try await trade(till.token.text, keepsServing: keepsServing)
        results.redemption = redemption
        results.files = try FileManager.default.contentsOfDirectory(
            atPath: folder.url.path(percentEncoded: false)
        )
        .filter { !$0.hasPrefix(".") && $0 != "workspace" }.sorted()
        results.isSound = try await stored(await context.store.findFaults()).isEmpty
        return results
    }

    /// One line of the story.
    ///
    /// For a person the story is the result; beside a document it is a remark.
    func say(_ step: String, _ text: String) {
        guard output.notes == .shown else { return }
        let line = step + String(repeating: " ", count: max(0, 10 - step.count)) + " " + text
        switch output.form {
        case .json: output.note(line)
        case .text: try? output.write(Array((line + "\n").utf8))
        }
    }

    /// A file as the user finds it.
    func shown(_ name: String) -> String { "\(shownPath)/\(name)" }
}

extension DemoStory {
    private func applyCampaigns() async throws {
        let campaigns = folder.file("workspace/campaigns")
        let names = try FileManager.default.contentsOfDirectory(atPath: campaigns.path(percentEncoded: false))
        let files = names.filter { $0.hasSuffix(".yaml") }.sorted().map { campaigns.appending(path: $0) }
        let applied = try await CampaignService(context: context).apply(files: files)
        let placements = try await PlacementService(context).list()
        let brand = context.configuration.issuer.name.text(in: context.configuration.issuer.language)
        say("Workspace", "\(shown("workspace")): \(brand), \(context.configuration.stores.count) stores")
        say(
            "Campaigns",
            "\(applied.map(\.campaign.text).joined(separator: ", ")), with \(placements.count) placements")
    }

    private func issueCoupons() async throws {
        let (offer, tin) = (try OfferID(parsing: "thank-you"), try PlacementID(parsing: "tin"))
        for (name, count, profile) in [
            ("tins", Self.tinCount, BatchRecord.Profile.short), ("signed", Self.signedCount, .signed),
        ] {
            let batch = try BatchID(parsing: name)
            _ = try await BatchService(context).issue(
                BatchOrder(offer: offer, count: count, profile: profile, placement: tin, id: batch))
            let list = try OutputFile(folder.file("codes-\(name).csv"), existing: .keep, audience: .owner)
            _ = try await BatchExport(context).write(batch, to: list, as: .csv)
            say("Coupons", "\(count) \(profile.rawValue) codes of \(offer): \(shown("codes-\(name).csv"))")
        }
    }

    private func print() async throws {
        let batch = try BatchID(parsing: "tins")
        let sheet = try await BatchPrinting(context).run(
            batch,
            BatchPrintOrder(
                .sheets(name: SheetLibrary.standardName, PrintOptions()), to: folder.file("labels.pdf")))
        say(
            "Labels",
            "\(shown("labels.pdf")): \(sheet.codes) labels on \(sheet.pages ?? 0) pages, each read back")
        let coupon = try await CouponPictureService(context).picture(ofCoupon: 1, in: batch, as: .png)
        try folder.write(coupon, "coupon.png", audience: .owner)
        say("Coupon", "\(shown("coupon.png")): for a phone")
        let placement = try await tentCard()
        for format in [SymbolFormat.png, .svg] {
            let style = try BrandStyle(context).style(logo: .brand)
            let order = SymbolOrder(text: "", format: format, size: .moduleMillimetres(0.8), style: style)
            let drawn = try await PlacementPrinting(context).draw(placement, order: order)
            try folder.write(drawn.bytes, "placement-\(placement).\(format.rawValue)")
        }
        say(
            "Tent card",
            "\(shown("placement-\(placement).svg")) and .png: the code at the till, with the logo")
    }

    /// The first placement in the demo's store.
    func tentCard() async throws -> PlacementID {
        let placements = try await PlacementService(context).list()
        guard let placement = placements.first(where: { $0.store?.text == "SH01" }) ?? placements.first else {
            throw ServiceError.notFound(kind: "placement", name: "in SH01")
        }
        return placement.id
    }

    private func importMembers() async throws -> MemberID {
        let report = try await MemberImportService(context).importList(
            MemberImportOrder(.file(folder.file("workspace/data/members.csv"))), actor: MemberCommand.actor)
        try folder.write(Array(report.text.utf8), "members-import.txt", audience: .owner)
        say(
            "Members",
            "\(report.added) of \(report.rows) rows taken, \(report.refused) refused: \(shown("members-import.txt")) "
                + "says why")
        let first = try await stored(await context.store.members(after: nil, limit: 1, home: context.home()))
            .first
        guard let first else { throw ServiceError.notFound(kind: "member", name: "in the sample list") }
        return first.id
    }

    private func drawCard(of member: MemberID) async throws {
        for format in [PictureFormat.png, .svg] {
            let bytes = try await CardService(context).picture(of: member, as: format)
            try folder.write(bytes, "card-\(member).\(format.rawValue)", audience: .owner)
        }
        say("Card", "\(shown("card-\(member).png")): a member's card")
    }

    /// Exports the members and writes the funnel.
    func report() async throws {
        let list = try OutputFile(folder.file("members.csv"), existing: .keep, audience: .owner)
        let exported = try await MemberExportService(context).export(
            to: list, order: MemberExportOrder(format: .csv(.utf8)), actor: MemberCommand.actor)
        say(
            "Export",
            "\(shown("members.csv")): \(exported.written) members who agreed to marketing; the export is in the audit"
        )
        let now = context.surroundings.now()
        let placements = try await PlacementService(context).list()
        let span = (placements.map(\.createdAt).min() ?? now)..<now.advanced(bySeconds: 1)
        let funnel = try await FunnelReport.make(in: span, context: context)
        try folder.write(Array(funnel.text.utf8), "funnel.txt")
        try folder.write(JSONText.line(funnel), "funnel.json")
        say("Funnel", "\(shown("funnel.txt")) and .json: what each placement brought")
    }
}
