import ArgumentParser
import Foundation
import Service

/// Keeps the secret by which we ask WeChat who signed in.
struct JoinWeChatSecret: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "wechat-secret",
        abstract: "Keeps the AppSecret of the brand's account at WeChat, which it reads from standard input.",
        discussion: """
            It is kept in keys/wechat-app.secret, which only its owner can read, in place of an earlier one, and is \
            never printed. A verifier that runs goes on with the earlier one until it is started again.
            """)

    @OptionGroup(title: "Global options") var global: GlobalOptions

    /// The longest secret and its line end fit many times.
    private static let maximumByteCount = 1_024

    func run() async throws {
        let text = Terminal.isInputInteractive ? typed() : piped()
        guard let secret = WeChatSecret(parsing: text) else {
            throw ServiceError.invalidInput([
                InputFault(
                    pointer: "standard input",
                    detail: "An AppSecret has 6 to 128 letters and digits on one line; this is none.")
            ])
        }
        try await withSession { try secret.keep(in: $0.workspace) }
        try output.result(["secret": "kept"], text: "the AppSecret is kept in keys/wechat-app.secret")
    }

    private func piped() -> String {
        String(decoding: FileHandle.standardInput.readData(ofLength: Self.maximumByteCount), as: UTF8.self)
    }

    /// Reads a line that the terminal does not show.
    private func typed() -> String {
        FileHandle.standardError.write(Data("AppSecret: ".utf8))
        defer { FileHandle.standardError.write(Data("\n".utf8)) }
        return Terminal.withoutEcho { readLine() ?? "" }
    }
}
