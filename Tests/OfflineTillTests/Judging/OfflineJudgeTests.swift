import OfflineTill
import Payload
import Promotion
import Testing
import Vocabulary

/// Codes, keys, clocks and repeats; each thing that is wrong has its own reason.
@Suite struct OfflineJudgeTests {
    private func till() throws -> TestTill { try TestTill(allowance: TestTill.allowance()) }

    @Test("Mistyped, foreign, forged and altered codes are all unknown") func unknown() throws {
        var till = try till()
        let good = try Issuer.code()
        let altered = String(good.dropLast()) + (good.hasSuffix("0") ? "1" : "0")
        let codes = [
            "", "hello", altered, try Issuer.code(key: Issuer.key(3)),
            try Issuer.code(key: Issuer.key(1, seed: 99)),
        ]
        for code in codes { #expect(try till.scan(code).refusal == .rule(.unknownCode), "\(code)") }
        #expect(try till.scan(" \(good)\n").acceptance != nil)
    }

    @Test("A key that has ended signs nothing any more, with its own reason") func keyEnd() throws {
        var till = try till()
        till.facts.terms.keyEnds = [1: Sample.noon.advanced(bySeconds: 60)]
        #expect(try till.scan(Issuer.code(1), seconds: 59).acceptance != nil)
        let end = LocalMoment(instant: Sample.noon.advanced(bySeconds: 60), utcOffsetSeconds: Sample.zone)
        #expect(try till.scan(Issuer.code(2), seconds: 60).refusal == .rule(.keyExpired(since: end)))
        #expect(try till.scan(Issuer.code(2, key: Issuer.key(2, seed: 12)), seconds: 60).acceptance != nil)
    }

    @Test(
        "Days are those of the store, to the last second",
        arguments: [
            ("2027-03-10", 12 * 3_600 - 1, nil), ("2027-03-10", 12 * 3_600, "expired"),
            ("2027-03-09", 0, "expired"), ("2027-12-31", 21 * 86_400 + 12 * 3_600, "expired"),
            ("2027-12-31", -10 * 86_400, "not_yet_valid"), ("2027-12-31", 600, nil),
        ] as [(String, Int64, String?)])
    func days(lastDay: String, seconds: Int64, reason: String?) throws {
        var till = try TestTill(
            allowance: TestTill.allowance(),
            status: .list(
                FixedStatus(
                    issuedAt: Sample.noon.advanced(bySeconds: seconds),
                    expiresAt: Sample.noon.advanced(bySeconds: 99 * 86_400))))
        let code = try Issuer.code(lastDay: TestTill.day(lastDay))
        #expect(try till.scan(code, seconds: seconds).refusal?.reason == reason)
    }

    @Test("Store and area are judged by the offer's own scope") func places() throws {
        let (here, there) = (Sample.store, StoreID(unchecked: "SH02"))
        let area = AreaID(unchecked: "inner-ring")
        func refusal(_ conditions: Conditions) throws -> String? {
            var till = try TestTill(allowance: TestTill.allowance(), conditions: conditions)
            return try till.scan(Issuer.code()).refusal?.reason
        }
        #expect(try refusal(Conditions(stores: .only([here]))) == nil)
        #expect(try refusal(Conditions(stores: .only([there]))) == "wrong_store")
        let outside = AreaScope(areas: [area], among: .every, outside: [here])
        #expect(try refusal(Conditions(stores: .only([there]), areas: outside)) == "outside_area")
        let unknown = AreaScope(areas: [area], among: .every, outside: [])
        #expect(try refusal(Conditions(stores: .only([there]), areas: unknown)) == "location_unknown")
    }

    @Test("A revoked terminal gives nothing, leased or not") func terminal() throws {
        var till = try till()
        try till.take(Issuer.lease())
        till.facts.terms.standing = .revoked
        #expect(try till.scan(Issuer.code()).refusal == .terminalRevoked)
        #expect(throws: OfflineRefusal.terminalRevoked) {
            try OfflineJudge.void(
                "K1", till.facts, at: OfflineMoment(.believed(Sample.noon), utcOffsetSeconds: 0))
        }
    }

    @Test("A clock a day wrong judges nothing") func clock() throws {
        var watch = ClockWatch()
        watch.noteServer(Sample.noon, at: Sample.reading())
        let reading = Sample.reading(seconds: 60, wallError: -86_400)
        let now = OfflineMoment(watch.verdict(at: reading), utcOffsetSeconds: Sample.zone)
        let verdict = OfflineJudge.judge(
            try Sample.wish(code: try Issuer.code()), try till().facts, at: now)
        #expect(verdict.refusal == .clockWrong(byMilliseconds: -86_400_000))
    }

    @Test("A clock that is set back makes no expired coupon valid again") func setBack() throws {
        var watch = ClockWatch()
        // One second after the store's midnight, then back before it.
        let after = Sample.reading(seconds: 12 * 3_600 + 60)
        _ = watch.note(after)
        let back = Sample.reading(seconds: 12 * 3_600 + 120, wallError: -1_800)
        _ = watch.note(back)
        var till = try till()
        till.facts.terms.batches[Issuer.batch]?.status = .list(FixedStatus(issuedAt: back.wall))
        let code = try Issuer.code(lastDay: TestTill.day("2027-03-10"))
        let now = OfflineMoment(watch.verdict(at: back), utcOffsetSeconds: Sample.zone)
        let verdict = OfflineJudge.judge(try Sample.wish(code: code), till.facts, at: now)
        #expect(verdict.refusal?.reason == "expired")
    }

    @Test("The same key is the same request: the same answer, and nothing twice") func repeats() throws {
        var till = try till()
        let code = try Issuer.code(1, uses: 2)
        let first = try #require(try till.scan(code, key: "K1").acceptance)
        guard case .repeated(let use) = try till.scan(code, key: "K1", seconds: 60) else {
            Issue.record("no repeat")
            return
        }
        #expect(use.discount == first.acceptance.discount)
        #expect(try till.scan(code, key: "K1", amount: 9_000).refusal == .keyReused)
        #expect(try till.scan("hello", key: "K2").refusal == .rule(.unknownCode))
        #expect(try till.scan("hello", key: "K2") == .repeatedRefusal(reason: "unknown_code"))
        #expect(try till.scan(code, key: "K3").acceptance?.acceptance.use == 2)
    }

    @Test("A void is of the same day, once, and of this till's own") func voids() throws {
        var till = try till()
        _ = try till.scan(Issuer.code(), key: "K1")
        func void(_ key: String, seconds: Int64) throws -> Reversal.Outcome {
            let now = Sample.noon.advanced(bySeconds: seconds)
            return try OfflineJudge.void(
                key, till.facts, at: OfflineMoment(.believed(now), utcOffsetSeconds: Sample.zone))
        }
        #expect(try void("K9", seconds: 0) == .refused(.unknownRedemption))
        let day = try TestTill.day("2027-03-10")
        #expect(try void("K1", seconds: 86_400) == .refused(.voidTooLate(redeemedOn: day)))
        guard case .accepted(let undone) = try void("K1", seconds: 600) else {
            Issue.record("not undone")
            return
        }
        #expect(undone.discount == (try Sample.money(1_000)))
        #expect(undone.isUseRestored)
        try till.note(.voided(OfflineVoid(key: "V1", redemption: "K1")))
        #expect(try void("K1", seconds: 600) == .refused(.alreadyReversed))
        #expect(try till.scan(Issuer.code(), key: "V1").refusal == .keyReused)
        #expect(try till.scan(Issuer.code(), key: "K2").acceptance != nil)
    }

    @Test("Every refusal speaks to the cashier in both languages, and no two alike") func sentences() throws {
        let money = try Sample.money(500)
        let moment = LocalMoment(instant: Sample.noon, utcOffsetSeconds: Sample.zone)
        let refusals: [OfflineRefusal] =
            [
                .rule(.unknownCode), .terminalRevoked, .clockWrong(byMilliseconds: 86_400_000),
                .clockWrong(byMilliseconds: -7_200_000), .rule(.keyExpired(since: moment)),
                .allowanceExhausted(.terminal(limit: 3)), .allowanceExhausted(.coupon(limit: 3)),
                .allowanceExhausted(.money(limit: money, left: money)),
                .statusListTooOld(ageSeconds: 7_300, limitSeconds: 3_600), .statusListTampered,
                .leaseExpired(since: moment), .keyReused,
            ] + OfflineRefusal.NetworkNeed.allCases.map { .needsNetwork($0) }
        for language in SpokenLanguage.allCases {
            let sentences = refusals.map { $0.sentence(in: language) }
            #expect(Set(sentences).count == refusals.count)
            #expect(sentences.allSatisfy { $0.hasSuffix(language == .english ? "." : "。") })
        }
        let old = OfflineRefusal.statusListTooOld(ageSeconds: 7_300, limitSeconds: 3_600)
        #expect(
            old.sentence(in: .english)
                == "The list of used coupons is 2 hours old, more than 60 minutes; connect the till.")
        #expect(old.sentence(in: .simplifiedChinese) == "用券状态表已有 2 小时，超过 60 分钟，请联网更新。")
    }
}
