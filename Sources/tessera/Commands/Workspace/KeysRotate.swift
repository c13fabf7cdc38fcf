import ArgumentParser
import Payload
import Service

/// Makes a new signing key.
struct KeysRotate: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Makes a new key that signs from now on, and trusts the one before for what it signed.",
        discussion: """
            The new key is in keys/ and is not printed. The private half of the one before is removed: nothing needs it \
            any more, and what is not there cannot be stolen. A verifier that runs goes on with the keys that it read \
            until it is started again, and does not know codes that the new one signed; so copy keys/ to every \
            verifier and start them again before anything is issued.
            """)

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession { context in
            let key = try await SigningKeyService(context).rotate()
            return Document(
                id: key.keyID, publicKey: Hex.encode(key.rawRepresentation),
                previous: context.keys.signing.keyID)
        }
        output.note("Start every verifier again: until then it does not know key \(document.id).")
        try output.confirm(
            document, text: "Key \(document.id) signs from now on; key \(document.previous) only verifies.")
    }

    private struct Document: Encodable {
        var id: UInt8
        /// 32 bytes in hexadecimal.
        var publicKey: String
        /// The key that signed before.
        var previous: UInt8
    }
}
