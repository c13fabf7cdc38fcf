import Foundation
import Promotion
import Service
import Store
import Testing
import Vocabulary

@Suite struct CampaignServiceTests {
    @Test("The sample's campaigns are applied once, and applying them again changes nothing")
    func appliesSample() async throws {
        let (service, store, folder) = try sampleService()
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = ["packaging", "till-card", "welcome", "midweek"].map {
            folder.appending(path: "campaigns/\($0).yaml")
        }
        let first = try await service.apply(files: files)
        #expect(first.map(\.change) == [.created, .created, .created, .created])
        #expect(first.map(\.placementsAdded) == [1, 24, 0, 0])
        let second = try await service.apply(files: files)
        #expect(second.map(\.change) == [.unchanged, .unchanged, .unchanged, .unchanged])
        #expect(second.map(\.placementsAdded) == [0, 0, 0, 0])
        let placement = try await store.placement(try PlacementID(parsing: "join-SH01-a"))
        #expect(placement?.campaign?.text == "till-card")
        #expect(placement?.createdAt == Self.now)
    }

    @Test("The list for scripts has ids, states and offers with titles in the issuer's language")
    func lists() async throws {
        let (service, _, folder) = try sampleService()
        defer { try? FileManager.default.removeItem(at: folder) }
        _ = try await service.apply(files: [folder.appending(path: Workspace.sampleCampaigns[0])])
        let document = CampaignListDocument(try await service.list(), language: "zh-Hans")
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let json = String(decoding: try encoder.encode(document), as: UTF8.self)
        #expect(
            json == """
                {"campaigns":[{"from":"2025-01-01","id":"packaging",\
                "offers":[{"id":"thank-you","title":"满50减10"}],\
                "state":"active","title":"龙井罐装礼","until":"2027-12-31"}]}
                """)
    }

    @Test("The list has budgets and whatever is limited")
    func listsLimits() throws {
        let currency = try #require(Currency(parsing: "CNY"))
        let validity = try #require(
            Validity(
                firstDay: CalendarDate(daysSince1970: 20_000), lastDay: CalendarDate(daysSince1970: 20_001)))
        let limits = Limits(
            usesPerCoupon: 3, usesPerMemberAndDay: 1, usesPerStoreAndDay: 40,
            stock: [StoreStock(store: try StoreID(parsing: "SH01"), count: 2)])
        let offer = Offer(
            id: try OfferID(parsing: "tea"), title: LocalizedText("Tea"),
            benefit: .amountOff(Money(minorUnits: 100, currency: currency)), limits: limits)
        let campaign = Campaign(
            id: try CampaignID(parsing: "spring"), title: LocalizedText("Spring"), validity: validity,
            offers: [offer], budget: Money(minorUnits: 2_500, currency: currency))
        let record = CampaignRecord(campaign: campaign, state: .active, revision: 1, appliedAt: Self.now)
        let json = try JSONText.document(CampaignListDocument([record], language: "en"))
        #expect(
            String(decoding: json, as: UTF8.self) == """
                {"campaigns":[{"budget":{"amount":"25.00","currency":"CNY"},"from":"2024-10-04","id":"spring",\
                "offers":[{"id":"tea","limits":{"stock":[{"count":2,"store":"SH01"}],"uses_per_coupon":3,\
                "uses_per_member_and_day":1,"uses_per_store_and_day":40},"title":"Tea"}],"state":"active",\
                "title":"Spring","until":"2024-10-05"}]}
                """)
    }

    @Test("A campaign is paused, stays so when applied again, and is resumed")
    func pauses() async throws {
        let (service, _, folder) = try sampleService()
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: Workspace.sampleCampaigns[0])
        let id = try CampaignID(parsing: "packaging")
        _ = try await service.apply(files: [file])
        try await service.pause(id)
        _ = try await service.apply(files: [file])
        #expect(try await service.show(id).state == .paused)
        try await service.resume(id)
        #expect(try await service.show(id).state == .active)
    }

    @Test("A campaign that does not exist is not found")
    func notFound() async throws {
        let (service, _, folder) = try sampleService()
        defer { try? FileManager.default.removeItem(at: folder) }
        let id = try CampaignID(parsing: "none")
        let error = ServiceError.notFound(kind: "campaign", name: "none")
        await #expect(throws: error) { _ = try await service.show(id) }
        await #expect(throws: error) { try await service.pause(id) }
        await #expect(throws: error) { try await service.resume(id) }
    }

    @Test("An offer of another campaign is a fault of the file that takes it, and then nothing is applied")
    func offerTaken() async throws {
        let (service, store, folder) = try sampleService()
        defer { try? FileManager.default.removeItem(at: folder) }
        let packaging = folder.appending(path: "campaigns/packaging.yaml")
        _ = try await service.apply(files: [packaging])
        let copy = folder.appending(path: "copy.yaml")
        let text = try replacing(
            "id: packaging", with: "id: copy", in: Sample.text("workspace/campaigns/packaging.yaml"))
        try Data(text.utf8).write(to: copy)
        let error = await #expect(throws: ServiceError.self) {
            _ = try await service.apply(files: [folder.appending(path: "campaigns/welcome.yaml"), copy])
        }
        guard case .invalidInput(let found) = error else {
            Issue.record("not about input: \(String(describing: error))")
            return
        }
        #expect(found.map(\.line) == [9])
        #expect(found.map(\.pointer) == ["offers[0].id"])
        #expect(found.map(\.detail) == ["The offer thank-you belongs to the campaign packaging."])
        #expect(try await store.campaigns().map(\.campaign.id.text) == ["packaging"])
    }

    private static let now = Instant(millisecondsSince1970: 1_800_000_000_000)

    private func sampleService() throws -> (CampaignService, MemoryStore, URL) {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "tessera-campaigns-\(ProcessInfo.processInfo.globallyUniqueString)")
        let workspace = try Workspace.create(at: folder, content: .sample)
        let surroundings = Surroundings(
            now: { Self.now }, randomBytes: Surroundings.system.randomBytes)
        let store = MemoryStore()
        let context = ServiceContext(workspace: workspace, store: store, surroundings: surroundings)
        return (CampaignService(context: context), store, folder)
    }
}
