import ArgumentParser
import Payload
import Service

/// The issuer's keys.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows the keys with which codes and receipts are signed.", subcommands: [KeysList.self])
}

/// Lists the public keys.
struct KeysList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the public keys that tills trust.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let keys = context.keys.keyring.keys.map { key in
                Key(
                    id: key.keyID, publicKey: Hex.encode(key.rawRepresentation),
                    isCurrent: key.keyID == context.keys.signing.keyID)
            }
            let rows = keys.map { [String($0.id), $0.isCurrent ? "signs" : "verifies", $0.publicKey] }
            try output.result(
                Document(keys: keys),
                text: TextTable(rows: [["ID", "USE", "ED25519"]] + rows).lines.joined(separator: "\n"))
        }
    }

    private struct Document: Encodable {
        var keys: [Key]
    }

    private struct Key: Encodable {
        var id: UInt8
        /// 32 bytes in hexadecimal.
        var publicKey: String
        var isCurrent: Bool
    }
}
