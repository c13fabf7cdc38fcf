import Foundation
import Testing

@Suite struct CertificateCommandTests {
    @Test("What was drawn is certified with its plan, and the certificate is what certifying the file says")
    func drawn() async throws {
        try await Scratch.with { folder in
            let (png, json) = (
                folder.appending(path: "a.png").path(), folder.appending(path: "c.json").path()
            )
            let drawn = try await Command("qr", "TEA", "-o", png, "--certificate", json, "--json").run()
            #expect(drawn.status == 0)
            let certificate = try #require(try drawn.json()["certificate"] as? [String: Any])
            #expect(certificate["path"] as? String == json)
            let data = try Data(contentsOf: URL(filePath: json))
            let written = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(written["verdict"] as? String == certificate["verdict"] as? String)

            let (pdf, html) = (
                folder.appending(path: "c.pdf").path(), folder.appending(path: "c.html").path()
            )
            let again = try await Command(
                "qr", "certify", png, "--expect", "TEA", "-o", pdf, html, "--at-least", "100", "--json"
            ).run()
            // Nothing is read inverted by both, so that a hundred percent is never reached.
            #expect(again.status == 1)
            let document = try again.json()
            #expect(document["rate_percent"] as? Double == written["rate_percent"] as? Double)
            #expect(try Data(contentsOf: URL(filePath: pdf)).starts(with: Array("%PDF-".utf8)))
            #expect(try Data(contentsOf: URL(filePath: html)).starts(with: Array("<!DOCTYPE html>".utf8)))
        }
    }

    @Test("What cannot be certified is refused before anything is written")
    func refusals() async throws {
        try await Scratch.with { folder in
            let (png, txt) = (folder.appending(path: "a.png").path(), folder.appending(path: "c.txt").path())
            #expect(try await Command("qr", "TEA", "-o", png, "--certificate", txt).run().status == 64)
            let json = folder.appending(path: "c.json").path()
            for wrong in [["--micro"], ["--split", "1"]] {
                let ending = try await Command(["qr", "TEA", "-o", png, "--certificate", json] + wrong).run()
                #expect(ending.status == 64)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path()).isEmpty)
            #expect(try await Command("qr", "TEA", "-o", png).run().status == 0)
            #expect(try await Command("qr", "certify", png, "--trials", "0").run().status == 65)
            #expect(try await Command("qr", "certify", png, "--dpi", "7").run().status == 65)
            #expect(try await Command("qr", "certify", png, "--at-least", "101").run().status == 64)
            #expect(try await Command("qr", "certify", txt).run().status == 66)
            try Data("{}".utf8).write(to: URL(filePath: json))
            #expect(try await Command("qr", "certify", png, "-o", json).run().status == 73)
            #expect(try Data(contentsOf: URL(filePath: json)) == Data("{}".utf8))
        }
    }

    @Test("A picture without a code is a negative finding, and no report of it is written")
    func blank() async throws {
        try await Scratch.with { folder in
            let svg = folder.appending(path: "a.svg")
            try Data(#"<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"/>"#.utf8).write(
                to: svg)
            let pdf = folder.appending(path: "c.pdf").path()
            let ending = try await Command("qr", "certify", svg.path(), "-o", pdf).run()
            #expect(ending.status == 1 && ending.output.contains("no reader finds a QR code"))
            #expect(!FileManager.default.fileExists(atPath: pdf))
        }
    }
}
