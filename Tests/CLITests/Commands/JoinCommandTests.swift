import Foundation
import Testing

@Suite struct JoinCommandTests {
    private static let secret = "0123456789abcdef0123456789abcdef"

    @Test("The AppSecret is kept for its owner alone, in place of an earlier one, and printed nowhere")
    func wechatSecret() async throws {
        try await Brand.with { brand in
            let rules = URL(filePath: brand.workspace).appending(path: "join.yaml")
            let text = try String(contentsOf: rules, encoding: .utf8)
            let section = "\nwechat: {app_id: wxba5fad812f8e6fb9}\n"
            try Data((text + section).utf8).write(to: rules)
            let missing = try await brand.succeed("join", "show", "--json").json()
            #expect((missing["wechat_warning"] as? String)?.contains("join wechat-secret") == true)
            #expect(missing["proofs"] as? [String] == ["phone", "wechat"])
            let server = try await brand.run("serve", "--port", "0")
            #expect(server.status != 0 && server.errors.contains("join wechat-secret"), "\(server.errors)")
            for secret in ["ffffffffffffffffffffffffffffffff", Self.secret] {
                var command = Command(["join", "wechat-secret", "--workspace", brand.workspace])
                command.input = secret + "\n"
                let kept = try await command.run()
                #expect(kept.status == 0 && !(kept.output + kept.errors).contains(secret), "\(kept.errors)")
            }
            let file = URL(filePath: brand.workspace).appending(path: "keys/wechat-app.secret")
            #expect(try String(contentsOf: file, encoding: .utf8) == Self.secret + "\n")
            let mode = try FileManager.default.attributesOfItem(atPath: file.path())[.posixPermissions]
            #expect(mode as? Int == 0o600)
            let shown = try await brand.succeed("join", "show")
            #expect(shown.output.contains("wxba5fad812f8e6fb9") && !shown.output.contains(Self.secret))
            #expect(!shown.output.contains("not kept"))
        }
    }

    @Test(
        "What is no AppSecret is refused without being shown, and the earlier one stays",
        arguments: [
            "", "short", "with space inside it", "密钥密钥密钥密钥",
        ])
    func noSecret(text: String) async throws {
        try await Brand.with { brand in
            var command = Command(["join", "wechat-secret", "--workspace", brand.workspace])
            command.input = text
            let refused = try await command.run()
            #expect(refused.status == 65)
            #expect(text.isEmpty || !(refused.output + refused.errors).contains(text), "\(refused.errors)")
            let file = URL(filePath: brand.workspace).appending(path: "keys/wechat-app.secret")
            #expect(!FileManager.default.fileExists(atPath: file.path()))
        }
    }
}
