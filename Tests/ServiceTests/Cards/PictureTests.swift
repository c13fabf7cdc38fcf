import Artwork
import Foundation
import Payload
import Promotion
import Service
import Store
import Testing
import Vocabulary

@Suite struct PictureTests {
    private let member = MemberID(unchecked: "Q000001")

    private func fixture(name: String = "王小明") async throws -> ListsFixture {
        let fixture = try ListsFixture()
        _ = try await fixture.importLines(
            "member_id,name,tier,home_store,phone,joined_at",
            "Q000001,\(name),vip,SH01,13800138000,2026-01-01")
        return fixture
    }

    /// What an independent reader finds in a file.
    private func texts(in bytes: [UInt8], _ format: PictureFormat) throws -> [String] {
        let found =
            switch format {
            case .png: try SymbolReader.read(png: bytes)
            case .svg: try SymbolReader.read(svg: bytes)
            case .pdf:
                try {
                    let page = try PDFReader(bytes).render(page: 1, dotsPerInch: 300)
                    return try SymbolReader.read(
                        luminance: page.luminance, width: page.width, height: page.height)
                }()
            }
        return found.map { String(decoding: $0.text, as: UTF8.self) }
    }

    @Test("A card reads back as its member's code, in every format", arguments: PictureFormat.allCases)
    func card(format: PictureFormat) async throws {
        let fixture = try await fixture()
        let bytes = try await CardService(fixture.context).picture(of: member, as: format)
        let code = MemberCardCode(of: member, keys: fixture.context.keys)
        #expect(try texts(in: bytes, format) == ["HTTPS://QR.QINGQUAN.CN/M/\(code.code.text)"])
    }

    @Test("A card shows name, number, tier and store, and no phone number")
    func cardWords() async throws {
        let fixture = try await fixture()
        let bytes = try await CardService(fixture.context).picture(of: member, as: .svg)
        let svg = String(decoding: bytes, as: UTF8.self)
        for word in ["清泉茶", "Qingquan Tea", "王小明", "Q000001", "贵宾会员", "VIP member", "豫园店"] {
            #expect(svg.contains(word), "\(word)")
        }
        #expect(!svg.contains("13800138000"))
    }

    @Test(
        "A name of any length and any characters makes a card that reads back",
        arguments: [
            "Maximiliane Friederike Theodora von Hohenlohe-Waldenburg-Schillingsfürst",
            "<script>&\"'\u{202E}", "", "阿" + String(repeating: "茶", count: 60),
        ])
    func names(name: String) async throws {
        let fixture = try await fixture(name: name.replacing("\"", with: ""))
        let bytes = try await CardService(fixture.context).picture(of: member, as: .png)
        #expect(try texts(in: bytes, .png).count == 1)
    }

    @Test("A code follows from member and workspace, and says nothing of the member")
    func code() throws {
        let (first, second) = (try ListsFixture(), try ListsFixture(now: ListsFixture.now))
        let code = MemberCardCode(of: member, keys: first.context.keys)
        #expect(code == MemberCardCode(of: member, keys: second.context.keys), "the same keys, the same code")
        #expect(code != MemberCardCode(of: MemberID(unchecked: "Q000002"), keys: first.context.keys))
        #expect(!code.code.text.contains("000001"))
        let host = try PublicHost(parsing: "http://192.168.1.20:8080")
        #expect(code.url(on: host) == "HTTP://192.168.1.20:8080/M/\(code.code.text)")
    }

    @Test("A brand without a logo has its letter instead")
    func withoutLogo() async throws {
        let fixture = try await fixture()
        let workspace = fixture.context.workspace
        var settings = workspace.configuration
        settings.brand.logo = nil
        let context = ServiceContext(
            workspace: Workspace(folder: workspace.folder, configuration: settings, keys: workspace.keys),
            store: fixture.context.store, surroundings: fixture.context.surroundings)
        let bytes = try await CardService(context).picture(of: member, as: .svg)
        #expect(String(decoding: bytes, as: UTF8.self).contains(">Q</text>"))
    }

    @Test("A coupon reads back as its URL, in every format and both profiles")
    func coupon() async throws {
        let fixture = try ListsFixture()
        let context = fixture.context
        _ = try await context.store.apply(try Campaign.sample(), at: ListsFixture.now)
        let service = CouponPictureService(context)
        for profile in BatchRecord.Profile.allCases {
            let batch = try await BatchService(context).issue(
                BatchOrder(
                    offer: OfferID(unchecked: "thank-you"), count: 3, profile: profile,
                    id: BatchID(unchecked: profile.rawValue)))
            let coupon = try CouponMaker(batch: batch, context: context).coupon(serial: 3)
            for format in PictureFormat.allCases {
                let bytes = try await service.picture(ofCoupon: 3, in: batch.id, as: format)
                #expect(try texts(in: bytes, format) == [coupon.url])
            }
            let svg = String(
                decoding: try await service.picture(ofCoupon: 3, in: batch.id, as: .svg), as: UTF8.self)
            for word in ["¥10", "消费满¥50可用", "2027-12-31", "所有门店", coupon.code.grouped] {
                #expect(svg.contains(word), "\(word)")
            }
        }
    }

    @Test("A coupon that was never issued has no picture", arguments: [0, 4] as [UInt32])
    func unknownCoupon(serial: UInt32) async throws {
        let fixture = try ListsFixture()
        _ = try await fixture.context.store.apply(try Campaign.sample(), at: ListsFixture.now)
        let batch = try await BatchService(fixture.context).issue(
            BatchOrder(offer: OfferID(unchecked: "thank-you"), count: 3))
        await #expect(throws: ServiceError.notFound(kind: "coupon", name: "\(batch.id) \(serial)")) {
            _ = try await CouponPictureService(fixture.context).picture(
                ofCoupon: serial, in: batch.id, as: .svg)
        }
    }
}

extension Campaign {
    /// 10 CNY off 50 CNY for whoever holds the coupon, until the end of 2027.
    static func sample() throws -> Campaign {
        let yuan = try #require(Currency(parsing: "CNY"))
        let first = try #require(CalendarDate(parsing: "2026-01-01"))
        let last = try #require(CalendarDate(parsing: "2027-12-31"))
        let offer = Offer(
            id: OfferID(unchecked: "thank-you"), title: LocalizedText("10 off 50"),
            benefit: .amountOff(Money(minorUnits: 1_000, currency: yuan)),
            conditions: Conditions(minimumSpend: Money(minorUnits: 5_000, currency: yuan)))
        return Campaign(
            id: CampaignID(unchecked: "packaging"), title: LocalizedText("Thank you"),
            validity: try #require(Validity(firstDay: first, lastDay: last)), offers: [offer])
    }
}
