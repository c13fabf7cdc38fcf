import Foundation
import Testing

/// A command line, the number that it ends with, and a part of what it says.
struct Misuse: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var says: String

    init(_ line: String, _ status: Int32, _ says: String) {
        arguments = line.split(separator: " ").map(String.init)
        self.status = status
        self.says = says
    }

    var testDescription: String { arguments.joined(separator: " ") }
}

@Suite struct ExitCodeTests {
    static let misuses = [
        Misuse("frobnicate", 64, "frobnicate"),
        Misuse("batch issue --count 10", 64, "--offer"),
        Misuse("batch issue --offer a/b --count 10", 64, "'/' cannot be in a name"),
        Misuse("qr hello -o picture.bmp", 64, "png, svg, pdf, eps, zpl, escpos, txt"),
        Misuse("qr hello -o a.png --module-mm 1 --scale 4", 64, "exclude each other"),
        Misuse("qr hello -o a.png --dark green", 64, "#0b6e4f"),
        Misuse("qr hello -o a.png --kind url", 64, "http://"),
        Misuse("terminal --server ftp://x --token t", 64, "no server's address"),
        Misuse("qr hello -o a.png --dark #ffffff", 65, "darker"),
        Misuse("qr hello -o a.png --quiet-zone 99", 65, "quiet_zone"),
        Misuse("qr hello -o /dev/null/a.png", 73, "/dev/null"),
        Misuse("qr hello -o a.png --logo missing.svg", 66, "no file missing.svg"),
        Misuse("qr check missing.png", 66, "no file missing.png"),
        Misuse("doctor --workspace missing", 66, "no workspace"),
    ]

    @Test(
        "Without a workspace, a command ends with the right number and says why", arguments: misuses)
    func withoutWorkspace(_ test: Misuse) async throws {
        let ending = try await Command(test.arguments).run()
        #expect(ending.status == test.status, "\(ending.errors)")
        #expect(ending.errors.contains(test.says), "\(ending.errors)")
        #expect(ending.output.isEmpty)
    }

    @Test("With a workspace, a command ends with the right number and says why")
    func withWorkspace() async throws {
        try await Brand.with { brand in
            let cases = [
                Misuse("batch issue --offer nothing --count 1", 66, "no offer nothing"),
                Misuse("batch issue --offer thank-you --count 0", 65, "/count"),
                Misuse("batch issue --offer thank-you --count 1 --uses 1000001", 65, "/uses"),
                Misuse("batch show nothing", 66, "no batch nothing"),
                Misuse("batch export nothing -o \(brand.path("x.csv"))", 66, "no batch nothing"),
                Misuse("campaign show nothing", 66, "no campaign nothing"),
                Misuse("campaign apply missing.yaml", 66, "missing.yaml"),
                Misuse("placement print nothing -o \(brand.path("x.svg"))", 66, "no placement nothing"),
                Misuse("placement add --fixture tin --target javascript:1", 65, "/target"),
                Misuse("placement add --id tin --fixture tin", 73, "tin"),
                Misuse("member show nobody", 66, "no member nobody"),
                Misuse("member import missing.csv", 66, "missing.csv"),
                Misuse("redeem X --store NOWHERE", 66, "no store NOWHERE"),
                Misuse("redeem X", 64, "--store"),
                Misuse("redeem X --store SH01 --amount ten", 64, "no amount of CNY"),
                Misuse("terminal enrol --store NOWHERE --name x", 66, "no store NOWHERE"),
                Misuse("terminal revoke nothing", 66, "no terminal nothing"),
                Misuse("report funnel --from 2027-01-02 --to 2027-01-01", 64, "after"),
                Misuse("init \(brand.workspace)", 73, "workspace"),
            ]
            for test in cases {
                let ending = try await Command(test.arguments + ["--workspace", brand.workspace]).run()
                #expect(ending.status == test.status, "\(test.testDescription): \(ending.errors)")
                #expect(ending.errors.contains(test.says), "\(test.testDescription): \(ending.errors)")
            }
        }
    }

    @Test("A server that is not there ends the till with 69") func unreachable() async throws {
        // Port 1 of this machine: nothing listens there, and the system says so at once.
        var till = Command("terminal", "--server", "http://127.0.0.1:1", "--token", "t", "--mute")
        till.input = "CODE\n"
        let ending = try await till.run()
        #expect(ending.status == 69)
        #expect(ending.output.contains("No answer"))
    }

    @Test("An existing file is kept, and replaced only with --force") func existing() async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "a.svg").path()
            try Data("mine".utf8).write(to: URL(filePath: file))
            let refused = try await Command("qr", "hello", "-o", file).run()
            #expect(refused.status == 73)
            #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
            let forced = try await Command("qr", "hello", "-o", file, "--force").run()
            #expect(forced.status == 0)
            #expect(try String(contentsOfFile: file, encoding: .utf8).contains("<svg"))
        }
    }

    @Test("With --json an error is one JSON document on stderr") func jsonErrors() async throws {
        for arguments in [["batch", "issue", "--json"], ["doctor", "--workspace", "missing", "--json"]] {
            let ending = try await Command(arguments).run()
            let error = try JSONSerialization.jsonObject(with: Data(ending.errors.utf8)) as? [String: Any]
            #expect(error?["exit"] as? Int == Int(ending.status))
            #expect(error?["reason"] is String)
            #expect(error?["detail"] is String)
        }
    }
}
