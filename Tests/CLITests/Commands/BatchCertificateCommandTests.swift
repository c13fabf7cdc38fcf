import Foundation
import Testing

@Suite struct BatchCertificateCommandTests {
    @Test(
        "A batch is printed with its certificate, which names codes by serial and says what was drawn by chance"
    )
    func printed() async throws {
        try await Brand.with { brand in
            let codes = try await brand.codes(2)
            let (folder, json) = (brand.path("codes"), brand.path("c.json"))
            let ending = try await brand.succeed(
                "batch", "print", "checked", "-o", folder, "--format", "png", "--scale", "5", "--no-logo",
                "--certificate", json, "--certificate-sample", "1", "--certificate-seed", "5", "--json")
            let line = try #require(try ending.json()["certificate"] as? [String: Any])
            #expect(line["path"] as? String == json)
            let data = try Data(contentsOf: URL(filePath: json))
            let document = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(document["verdict"] as? String == line["verdict"] as? String)
            #expect(document["batch"] as? String == "checked" && document["seed"] as? Int == 5)
            let members = try #require(document["members"] as? [[String: Any]])
            #expect(members.count { $0["is_sampled"] as? Bool == true } == 1)
            #expect(members.count { $0["is_worst"] as? Bool == true } == 1)
            let text = String(decoding: data, as: UTF8.self)
            #expect(codes.allSatisfy { !text.contains($0[0]) && !text.contains($0[1]) })
            #expect(FileManager.default.fileExists(atPath: folder + "/manifest.csv"))
        }
    }

    @Test("What cannot be certified is refused before anything is written")
    func refusals() async throws {
        try await Brand.with { brand in
            _ = try await brand.codes(1)
            let (zpl, pdf) = (brand.path("codes.zpl"), brand.path("codes.pdf"))
            let refused: [([String], Int32)] = [
                ([pdf, "--certificate", brand.path("c.txt")], 64),
                ([pdf, "--certificate", brand.path("c.pdf"), "--certificate-sample", "25"], 65),
                ([pdf, "--certificate", pdf], 65),
                ([zpl, "--certificate", brand.path("c.pdf")], 65),
            ]
            for (words, status) in refused {
                let all = ["batch", "print", "checked", "--workspace", brand.workspace, "-o"] + words
                #expect(try await Command(all).run().status == status, "\(words)")
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: brand.folder.path())
            #expect(names.sorted() == ["brand", "checked.csv"])
        }
    }
}
