import ArgumentParser
import Foundation
import Payload
import Service
import Store

/// Checks a receipt, offline.
struct ReceiptVerify: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a receipt without asking anybody; ends with 1 if it is not genuine.",
        discussion: """
            With --keys, the public keys are read from a file: what GET /v1/keys answers. Without it, they are those of \
            the workspace.
            """)

    @Argument(help: "The receipt's text, or - to read it from standard input.")
    var receipt: String

    @Option(help: ArgumentHelp("The issuer's public keys, as GET /v1/keys gives them.", valueName: "file"))
    var keys: String?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let text = receipt == "-" ? standardInput() : receipt
        let verification = try await verification(of: text)
        try output.result(verification, text: words(verification))
        if verification.outcome == .notGenuine { throw Refused() }
    }

    private func verification(of text: String) async throws -> ReceiptVerificationDocument {
        guard let keys else {
            return try await withSession { context in ReceiptService(context).verification(of: text) }
        }
        return ReceiptVerificationDocument(text, keyring: try PublicKeysFile.read(keys))
    }

    private func standardInput() -> String {
        let data = FileHandle.standardInput.readData(ofLength: Receipt.maximumLength * 2)
        return String(decoding: data, as: UTF8.self)
    }

    private func words(_ verification: ReceiptVerificationDocument) -> String {
        guard let claims = verification.receipt, let issuer = verification.issuer else {
            return "not genuine: not a receipt, changed, or signed by a key that is not among these"
        }
        let amount = claims.amount.map { " on \($0)" } ?? ""
        return "genuine: \(claims.kind.rawValue) \(claims.reversal ?? claims.redemption) of \(issuer): "
            + "\(claims.discount) off\(amount), offer \(claims.offer), use \(claims.use) of coupon "
            + "\(claims.serial) of batch \(claims.batch), store \(claims.store), \(claims.at)"
    }
}
