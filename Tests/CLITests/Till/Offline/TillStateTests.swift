import Foundation
import Service
import Testing

@testable import tessera

@Suite struct TillStateTests {
    @Test("Each server and token has a folder of its own, whose name tells nothing of the token")
    func standard() throws {
        let home = ["HOME": "/people/li"]
        func path(_ server: String, _ token: String) throws -> String {
            try #require(TillState.standardPath(server: server, token: token, environment: home))
        }
        let one = try path("https://qr.example.com", "secret-token")
        #expect(one.hasPrefix("/people/li/.local/state/tessera/terminals/qr.example.com-"))
        #expect(!one.contains("secret"))
        #expect(one == (try path("https://qr.example.com", "secret-token")))
        #expect(one != (try path("https://qr.example.com", "other-token")))
        #expect(one != (try path("https://qr.example.com:8443", "secret-token")))
        #expect(
            TillState.standardPath(
                server: "http://h", token: "t", environment: ["HOME": "/h", "XDG_STATE_HOME": "/var/x"])?
                .hasPrefix("/var/x/tessera/terminals/h-") == true)
        #expect(TillState.standardPath(server: "http://h", token: "t", environment: [:]) == nil)
    }

    @Test("A file is replaced whole, and a folder that others may enter is refused") func files() async throws
    {
        try await Scratch.with { folder in
            let path = folder.appending(path: "state").path()
            let state = try TillState(opening: path)
            #expect(state.read("x") == nil)
            try state.write("x", Array("one".utf8))
            try state.write("x", Array("two".utf8))
            #expect(state.read("x") == Array("two".utf8))
            try state.write("leases/L1", [1])
            #expect(state.names(in: "leases") == ["leases/L1"])
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
            #expect(throws: ServiceError.self) { try TillState(opening: path) }
        }
    }

    @Test("A file that others may read is not trusted") func openFile() async throws {
        try await Scratch.with { folder in
            let state = try TillState(opening: folder.appending(path: "state").path())
            try state.write("x", [1])
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: state.path + "/x")
            #expect(state.read("x") == nil)
        }
    }

    @Test("The day's totals outlive a restart, and end with the day") func totals() async throws {
        try await Scratch.with { folder in
            let state = try TillState(opening: folder.appending(path: "state").path())
            var totals = KeptTotals.read(state, day: "2027-03-10")
            totals.countRefusal("expired")
            KeptTotals.write(totals, state)
            #expect(KeptTotals.read(state, day: "2027-03-10") == totals)
            #expect(KeptTotals.read(state, day: "2027-03-11") == DayTotals(day: "2027-03-11"))
            #expect(KeptTotals.read(nil, day: "2027-03-10") == DayTotals(day: "2027-03-10"))
        }
    }

    @Test(
        "One kind of coupons is leased, for 1 to 72 hours",
        arguments: [
            ["--lease-store", "--lease-code", "A"], ["--lease-store", "--lease-hours", "73"],
            ["--lease-hours", "0"],
        ])
    func options(arguments: [String]) async throws {
        let command = Command(["terminal", "--server", "http://127.0.0.1:1", "--token", "t"] + arguments)
        let ending = try await command.run()
        #expect(ending.status == 64)
        #expect(ending.errors.contains("--lease"))
    }
}
