import ArgumentParser
import Service
import Vocabulary

/// Ends a signing key.
struct KeysEnd: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "end",
        abstract: "Says from when on codes signed by a key are believed no more.",
        discussion: """
            From then on the verifier and the tills refuse such codes as key_expired. Their coupons live on: export or \
            print the batch again, and the key that signs now signs its codes. Receipts stay genuine. The key that \
            signs cannot be ended: rotate first. Another end takes the place of an earlier one. A verifier that runs \
            hears of it when it is started again, and a till with its next terms.
            """)

    @Argument(help: "The key's id, as keys list shows it.")
    var id: UInt8

    @Option(
        help: ArgumentHelp(
            """
            From when on: now, a time such as 2027-12-31T18:00:00+08:00, or a day such as 2027-12-31, which counts from \
            its beginning in the store where it begins first.
            """, valueName: "time"),
        transform: { text in
            guard let end = KeyEnd(parsing: text) else {
                throw ValidationError(
                    "'\(text)' is not now, nor a day such as 2027-12-31, nor a time such as 2027-12-31T18:00:00+08:00"
                )
            }
            return end
        })
    var at: KeyEnd

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let moment = try await withSession { try await SigningKeyService($0).end(id, at: at) }
        output.note("Start every verifier again: until then it goes by the end that it read.")
        try output.confirm(
            Document(id: id, endsAt: moment.rfc3339),
            text: "Codes signed by key \(id) are believed no more from \(moment.rfc3339) on.")
    }

    private struct Document: Encodable {
        var id: UInt8
        var endsAt: String
    }
}
