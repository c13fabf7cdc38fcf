import ArgumentParser
import Payload
import Service
import Vocabulary

/// The issuer's keys.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows and changes the keys with which codes and receipts are signed.",
        subcommands: [KeysList.self, KeysRotate.self, KeysEnd.self])
}

/// Lists the public keys.
struct KeysList: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Lists the public keys that tills trust, with the ends that were set.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        try await withSession { context in
            let keys = context.keys.keyring.keys.map { key in
                Key(
                    id: key.keyID, publicKey: Hex.encode(key.rawRepresentation),
                    isCurrent: key.keyID == context.keys.signing.keyID,
                    endsAt: context.keys.keyEnds[key.keyID]?.rfc3339)
            }
            let rows = keys.map {
                [String($0.id), $0.isCurrent ? "signs" : "verifies", $0.endsAt ?? "-", $0.publicKey]
            }
            try output.result(
                Document(keys: keys),
                text: TextTable(rows: [["ID", "USE", "ENDS", "ED25519"]] + rows).lines.joined(separator: "\n")
            )
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
        /// From when on codes signed by it are believed no more, RFC 3339; missing without an end.
        var endsAt: String?
    }
}
