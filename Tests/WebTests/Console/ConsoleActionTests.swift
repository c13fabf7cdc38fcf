import Foundation
import HTTPTypes
import Service
import Store
import StoreSQLite
import Testing
import Vocabulary

@testable import Web

/// What is done in the console.
@Suite struct ConsoleActionTests {
    private func signedIn(_ server: TestServer, _ token: String? = nil) async throws -> ConsoleBrowser {
        let browser = ConsoleBrowser(server)
        _ = try await browser.follow(try await browser.signIn(token ?? server.owner))
        return browser
    }

    @Test("An identity is paired and unpaired; one that another has leads to both")
    func pairing() async throws {
        try await TestServer.run { server in
            let id = try await server.member()
            let other = try await server.member { $0.phone = "13800138000" }
            let browser = try await signedIn(server)
            let path = "/console/members/\(id)/pairings"
            func pair(_ phone: String) async throws -> Answer {
                try await browser.post(path, ["kind": "phone", "value": phone, "proof": "seen"])
            }
            let page = try await browser.follow(try await pair("139 0013 9000"))
            #expect(page.text.contains("+86*******9000") && page.text.contains("Paired"))
            let taken = try await pair("13800138000")
            #expect(taken.status == 409 && taken.text.contains("/console/members/\(id)/merge?with=\(other)"))
            let wrong = try await pair("12")
            #expect(wrong.status == 400 && wrong.text.contains("phone number"))
            let bare = try await browser.post(path, ["kind": "phone"])
            #expect(bare.status == 400)
            let gone = try await browser.follow(
                try await browser.post("/console/members/\(id)/unpairings", ["kind": "phone"]))
            #expect(!gone.text.contains("9000") && gone.text.contains("Unpaired"))
            let again = try await browser.post("/console/members/\(id)/unpairings", ["kind": "phone"])
            #expect(again.status == 404 && again.text.contains("no such identity"))
        }
    }

    @Test("Two members are shown, merged, and made two again")
    func merging() async throws {
        try await TestServer.run { server in
            let stays = try await server.member { ($0.id, $0.name) = ("m-1", "Zhao Min") }
            let ends = try await server.member { ($0.id, $0.phone) = ("m-2", "13800138000") }
            let browser = try await signedIn(server)
            let form = try await browser.get("/console/members/\(stays)/merge?with=\(ends)")
            #expect(form.status == 200 && form.text.contains("Zhao Min") && form.text.contains("8000"))
            #expect(form.text.contains("/console/members/\(ends)/merge?with=\(stays)"))
            let unknown = try await browser.get("/console/members/\(stays)/merge?with=m-9")
            #expect(unknown.status == 404)
            let merged = try await browser.follow(
                try await browser.post("/console/members/\(stays)/merges", ["member": ends.text]))
            #expect(merged.text.contains("+86*******8000") && merged.text.contains("Merged"))
            let twice = try await browser.post("/console/members/\(stays)/merges", ["member": ends.text])
            #expect(twice.status == 409 && twice.text.contains("not in the program"))
            let part = try await browser.get("/console/members/\(ends)")
            #expect(part.text.contains("This record is part of"))
            let undone = try await browser.follow(
                try await browser.post("/console/members/\(stays)/unmerges", ["member": ends.text]))
            #expect(undone.text.contains("Their own member again") && undone.text.contains("8000"))
            let nothing = try await browser.post("/console/members/\(stays)/unmerges", ["member": ends.text])
            #expect(nothing.status == 409)
        }
    }

    @Test("A member is erased only by typing the id")
    func erasing() async throws {
        try await TestServer.run { server in
            let id = try await server.member { $0.name = "Zhao Min" }
            let browser = try await signedIn(server)
            let path = "/console/members/\(id)/erasure"
            #expect(try await browser.get(path).text.contains("Zhao Min"))
            for typed in ["", "yes", id.text.lowercased() + "x"] {
                let answer = try await browser.post(path, ["confirmation": typed])
                #expect(answer.status == 400 && answer.text.contains("nothing was erased"))
            }
            let page = try await browser.follow(try await browser.post(path, ["confirmation": id.text]))
            #expect(page.text.contains("Erased") && !page.text.contains("Zhao Min"))
            let sure = try await browser.post("/console/members/\(id)/leave")
            #expect(sure.status == 400)
        }
    }

    @Test("An auditor looks and changes nothing; a manager of one store has its members alone")
    func roles() async throws {
        try await TestServer.run { server in
            let own = try await server.member { ($0.id, $0.name) = ("m-1", "Zhao Min") }
            let other = try await server.member { ($0.id, $0.name, $0.homeStore) = ("m-2", "Qian", "SH02") }
            let auditor = try await signedIn(server, try await server.token(.auditor).text)
            let page = try await auditor.get("/console/members/\(own)")
            #expect(page.status == 200 && !page.text.contains("/erasure") && !page.text.contains("/leave"))
            for route in ConsoleRoute.allCases where !route.roles.contains(.auditor) {
                let path = route.path.replacing("{id}", with: own.text)
                let answer = route.method == .get ? try await auditor.get(path) : try await auditor.post(path)
                #expect(answer.status == 403, "\(path)")
            }
            let manager = try await signedIn(server, try await server.token(.manager, "SH01").text)
            let list = try await manager.get("/console/members")
            #expect(list.text.contains("Zhao Min") && !list.text.contains("Qian"))
            #expect(try await manager.get("/console/members/\(other)").status == 404)
            let merge = try await manager.post("/console/members/\(own)/merges", ["member": other.text])
            #expect(merge.status == 404)
            let export = try await manager.post("/console/exports", ["purpose": "service"])
            #expect(export.text.contains("m-1") && !export.text.contains("m-2"), "\(export.text)")
        }
    }

    @Test("An export needs a purpose, leaves out who did not agree, and is in the log; no file stays")
    func exporting() async throws {
        try await TestServer.run { server in
            try await server.member { ($0.id, $0.marketingConsent, $0.gender) = ("m-1", "yes", "female") }
            try await server.member { ($0.id, $0.gender) = ("m-2", "female") }
            try await server.member { ($0.id, $0.marketingConsent) = ("m-3", "yes") }
            let browser = try await signedIn(server)
            let path = "/console/exports"
            #expect(try await browser.post(path).status == 400)
            for (name, text) in [("columns", "shoe_size"), ("segment", "gendr = female")] {
                let wrong = try await browser.post(path, ["purpose": "marketing", name: text])
                #expect(wrong.status == 400 && wrong.text.contains(text), "\(name): \(wrong.text)")
            }
            let list = try await browser.post(
                path,
                ["purpose": "marketing", "segment": "gender = female", "columns": "member_id,gender"])
            #expect(list.status == 200 && list.headers["content-type"] == "text/csv; charset=utf-8")
            #expect(list.headers["content-disposition"]?.contains("attachment; filename=\"members-X") == true)
            let lines = list.text.split(whereSeparator: \.isNewline)
            #expect(lines.count == 2 && lines[1] == "m-1,female", "\(list.text)")
            let entry = try #require(try await server.store.audit(limit: 1).first)
            #expect(entry.action == "member_export" && entry.actor == "owner")
            #expect(entry.role == AuditActor.Role.owner && entry.detail.contains("marketing"))
            let sheet = try await browser.post(path, ["purpose": "service", "format": "xlsx"])
            #expect(sheet.body.starts(with: [0x50, 0x4B]))
            let folder = server.context.workspace.folder.appending(path: "data/downloads").path()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        }
    }
}
