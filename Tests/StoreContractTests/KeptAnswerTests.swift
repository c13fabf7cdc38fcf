import Foundation
import Promotion
import Store
import Testing
import Vocabulary

@Suite struct KeptAnswerTests {
    private static let earlier = (0..<3).map { number in
        Redemption.EarlierUse(
            at: LocalMoment(
                instant: Instant(millisecondsSince1970: 1_803_873_600_250 + Int64(number)),
                utcOffsetSeconds: 28_800),
            store: Fixture.store)
    }

    private static let redeemed = ["r-1", "r-1-2"].map { name in
        KeptRedemption(
            redemption: RedemptionID(unchecked: name), usesLeft: 7, revision: 12,
            byLine: name == "r-1" ? [] : [100, 0, 25])
    }

    @Test(
        "What is written without an encoder is what an encoder writes",
        arguments: [
            KeptAnswer.Content.redeemed([redeemed[0]]), .redeemed(redeemed), .redeemed([]),
            .refused([.unknownCode]), .refused([.revoked, nil]), .refused([nil, .campaignPaused]),
            .refused([.memberRequired]), .refused([.budgetExhausted(limit: 10_000)]),
            .refused([.alreadyRedeemed(earlier: [])]), .refused([.alreadyRedeemed(earlier: earlier)]),
        ])
    func plainJSON(content: KeptAnswer.Content) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let encoded = String(decoding: try encoder.encode(content), as: UTF8.self)
        #expect(content.plainJSON == encoded)
    }

    @Test("Other refusals are left to the encoder")
    func others() {
        #expect(KeptAnswer.Content.refused([.wrongMember]).plainJSON == nil)
        #expect(KeptAnswer.Content.refused([.unknownCode, .wrongStore(.every)]).plainJSON == nil)
    }
}
