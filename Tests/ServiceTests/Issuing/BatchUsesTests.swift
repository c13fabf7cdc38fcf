import Promotion
import Store
import Testing
import Vocabulary

@testable import Service

/// How many uses the coupons of a batch may have.
@Suite struct BatchUsesTests {
    @Test("A short code may be used a million times, by the order or by its offer")
    func short() async throws {
        let fixture = try await ServiceFixture.make(usesPerCoupon: 1_000_000)
        let batches = BatchService(fixture.context)
        let own = try await batches.issue(order(.short, uses: nil))
        #expect(own.usesPerCoupon == 1_000_000)
        let asked = try await batches.issue(order(.short, uses: 256))
        #expect(asked.usesPerCoupon == 256)
    }

    @Test(
        "Uses beyond what a code carries are refused with both limits",
        arguments: [
            (.short, 0, "1 to 1000000 uses, not 0"), (.short, 1_000_001, "1 to 1000000 uses, not 1000001"),
            (
                .signed, 256,
                """
                1 to 255 uses, not 256: a signed code carries the count in one byte; short codes take up to \
                1000000
                """
            ),
        ] as [(BatchRecord.Profile, UInt32, String)])
    func refuses(profile: BatchRecord.Profile, uses: UInt32, detail: String) async throws {
        let batches = BatchService(try await ServiceFixture.make().context)
        await #expect(throws: ServiceError.invalidInput([InputFault(pointer: "/uses", detail: detail)])) {
            _ = try await batches.issue(order(profile, uses: uses))
        }
    }

    @Test("An offer of more uses than a signed code carries can be issued signed with fewer")
    func signed() async throws {
        let batches = BatchService(try await ServiceFixture.make(usesPerCoupon: 1_000).context)
        await #expect(throws: ServiceError.self) { _ = try await batches.issue(order(.signed, uses: nil)) }
        let batch = try await batches.issue(order(.signed, uses: 255))
        #expect(batch.usesPerCoupon == 255)
    }

    private func order(_ profile: BatchRecord.Profile, uses: UInt32?) -> BatchOrder {
        BatchOrder(offer: OfferID(unchecked: "ten"), count: 1, profile: profile, usesPerCoupon: uses)
    }
}
