import Foundation
import Payload
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Web

/// The console's pages.
@Suite struct ConsolePageTests {
    private func signedIn(_ server: TestServer, _ token: String? = nil) async throws -> ConsoleBrowser {
        let browser = ConsoleBrowser(server)
        _ = try await browser.follow(try await browser.signIn(token ?? server.owner))
        return browser
    }

    @Test("Somebody is found by any identity, and no address holds it")
    func search() async throws {
        try await TestServer.run { server in
            let id = try await server.member { ($0.phone, $0.cardNumber) = ("13800138000", "QQ7788") }
            let card = try await MemberService(server.context).show(id).cardCode
            let browser = try await signedIn(server)
            for (kind, text) in [
                ("phone", "+86 138 0013 8000"), ("phone", "１３８００１３８０００"), ("card_number", "qq-7788"),
                ("card", card),
            ] {
                let answer = try await browser.post("/console/searches", ["by": kind, "value": text])
                #expect(answer.headers["location"] == "/console/members/\(id)", "\(text): \(answer.text)")
            }
            let nobody = try await browser.post("/console/searches", ["by": "phone", "value": "13900139000"])
            #expect(nobody.status == 404 && nobody.text.contains("Nobody has that"))
            for (kind, text) in [("phone", "12"), ("card", "x"), ("shoe", "42"), ("phone", "")] {
                let wrong = try await browser.post("/console/searches", ["by": kind, "value": text])
                #expect(wrong.status == 400 && wrong.text.contains("role=\"alert\""), "\(kind)")
            }
        }
    }

    @Test("The list is filtered and paged, and shows where an expression is wrong")
    func list() async throws {
        try await TestServer.run { server in
            for number in 100..<160 {
                try await server.member { draft in
                    (draft.id, draft.name) = ("m-\(number)", number == 100 ? "<b>Bobby</b>" : "Li")
                    (draft.gender, draft.phone) = (number < 155 ? "female" : "male", "13800138\(number)")
                }
            }
            let browser = try await signedIn(server)
            let first = try await browser.get(
                "/console/members?segment=gender+%3D+female")
            #expect(first.text.contains("m-149") && !first.text.contains("m-150"), "\(first.text)")
            #expect(first.text.contains("&lt;b&gt;Bobby") && !first.text.contains("<b>Bobby"))
            #expect(first.text.contains("+86*******8100") && !first.text.contains("13800138100"))
            let next = try #require(first.text.firstMatch(of: #/href="([^"]+)" rel="next"/#)).output.1
            let second = try await browser.get(String(next).replacing("&amp;", with: "&"))
            #expect(second.text.contains("m-154") && !second.text.contains("m-155"))
            #expect(!second.text.contains("rel=\"next\""))
            let wrong = try await browser.get("/console/members?segment=gender%20%3D%20femal")
            #expect(
                wrong.status == 400 && wrong.text.contains("Character 10") && wrong.text.contains("female"))
            let none = try await browser.get("/console/members?segment=tier%20%3D%20vip")
            #expect(none.status == 200 && none.text.contains("Nobody."))
            _ = try await SegmentService(server.context).save(
                SegmentID(unchecked: "men"), title: "The men", expression: "gender = male", actor: "test")
            let saved = try await browser.get("/console/members?segment=men")
            #expect(saved.text.contains("m-155") && !saved.text.contains("m-154<"))
            #expect(saved.text.contains("<option value=\"men\" selected>The men</option>"))
        }
    }

    @Test("A form in a browser's encoding is read as it was typed")
    func formEncoding() throws {
        let fields = FormFields(parsing: Array("a=1+2%26%E6%9D%8E&b=&c&a=second&d=50%25+%zz".utf8))
        #expect(fields["a"] == "1 2&李" && fields["b"] == nil && fields["c"] == nil)
        #expect(fields.all("a") == ["1 2&李", "second"])
        #expect(fields["d"] == "50% %zz")
        #expect(FormFields(parsing: Array("a=%ff&b=%".utf8))["a"] == "\u{FFFD}")
    }

    @Test("A member's page shows the whole chain, newest redemption first, and where they joined")
    func chain() async throws {
        try await TestServer.run { server in
            _ = try await PlacementService(server.context).add(
                PlacementRecord(
                    id: PlacementID(unchecked: "till-a"), title: "Join at the till",
                    store: StoreID(unchecked: "SH01"), fixture: "till", creative: "a", campaign: nil,
                    target: nil,
                    createdAt: TestServer.noon))
            let id = try await server.member { draft in
                (draft.name, draft.phone, draft.placement) = ("Wang Fang", "13800138000", "till-a")
                draft.marketingConsent = "yes"
            }
            let other = try await server.member()
            for (number, coupon) in try await server.issue(23).enumerated() {
                let member = number == 22 ? other : id
                let answer = try await server.redeem(
                    coupon.code.text, key: "k\(number)", more: #","member":"\#(member)""#)
                #expect(answer.status == 201, "\(answer.text)")
                server.clock.advance(seconds: 60)
            }
            _ = try await MemberMergeService(server.context).merge(other, into: id, actor: "test")
            let balances = BalanceService(server.context)
            _ = try await balances.earn(points: 25, for: other, UnitCall(key: "p", actor: "test"))
            let yuan = try #require(Currency(parsing: "CNY"))
            _ = try await balances.topUp(
                Money(minorUnits: 10_000, currency: yuan), for: id, UnitCall(key: "v", actor: "test"))
            let browser = try await signedIn(server)
            let page = try await browser.get("/console/members/\(id)")
            for row in [
                #">Points</th><td data-label="Available">25<"#,
                #">Stored value, paid for</th><td data-label="Available">100.00 CNY<"#,
                #">Stored value, bonus</th><td data-label="Available">10.00 CNY<"#,
            ] {
                #expect(page.text.contains(row), "\(row)")
            }
            #expect(page.status == 200, "\(page.text)")
            for text in [
                "Wang Fang", "+86*******8000", "Join at the till", "Marketing", "thank-you", other.text,
            ] {
                #expect(page.text.contains(text), "\(text)")
            }
            #expect(!page.text.contains("13800138000"))
            let times = page.text.matches(of: #/<th scope="row">(2027-[^<]+)</#).map { String($0.output.1) }
            #expect(times.count == 20 && times == times.sorted(by: >), "\(times)")
            let older = try #require(page.text.firstMatch(of: #/href="([^"#]+)#redemptions" rel="next"/#))
            let rest = try await browser.get(String(older.output.1))
            let last = rest.text.matches(of: #/<th scope="row">(2027-[^<]+)</#).map { String($0.output.1) }
            #expect(last.count == 3 && last[0] < times[19])
            let chinese = try await browser.get("/console/members/\(id)?lang=zh-Hans")
            #expect(chinese.text.contains("核销记录") && chinese.text.contains("lang=\"zh-Hans\""))
            #expect(try await browser.get("/console/members").text.contains("会员列表") == false)
            #expect(browser.cookies["tessera_language"] == "zh-Hans")
            #expect(try await browser.get("/console/members").text.contains("查找会员"))
            let log = try await server.memberAudit()
            #expect(
                log.contains { $0.action == "member_read" && $0.subject == id.text && $0.actor == "owner" })
        }
    }
}
