import ArgumentParser
import Foundation
import Payload
import Service
import Store
import Vocabulary

/// Writes the status list of a batch.
struct StatusListWrite: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "write", abstract: "Writes how all coupons of a batch stand, signed.",
        discussion: """
            The file is a Status List Token in the form of a CWT. Everybody may read it: it names no code and no person, \
            and says of each serial alone whether it is valid, revoked, suspended or used up. Only batches with signed \
            codes have a list.
            """)

    @Argument(help: "The batch's id.", transform: identifier)
    var batch: BatchID

    @Option(name: .shortAndLong, help: ArgumentHelp("The file.", valueName: "file"))
    var output: String

    @OptionGroup var replace: ReplaceOption
    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let document = try await withSession { context in
            let lists = StatusListService(context)
            let record = try await BatchService(context).show(batch)
            let token = try await lists.token(of: batch)
            let now = context.surroundings.now().millisecondsSince1970 / 1_000
            let list = try token.list(of: lists.uri(of: batch), by: context.keys.keyring, at: now)
            try OutputFile.write(
                token.bytes, to: URL(filePath: output, relativeTo: .current), existing: replace.existing)
            let entries = Int(record.issued)
            return Document(
                batch: batch, path: output, entries: entries,
                set: list.markedCount(in: min(1, list.count)..<min(entries + 1, list.count)),
                bytes: token.bytes.count, issuedAt: rfc3339(token.unverifiedClaims.issuedAt),
                expiresAt: rfc3339(token.unverifiedClaims.expiresAt))
        }
        try global.output.confirm(
            document,
            text: """
                \(output): \(document.entries) coupons of \(batch), \(document.set) of them not valid, in \
                \(document.bytes) bytes; good until \(document.expiresAt).
                """)
    }

    private struct Document: Encodable, Sendable {
        var batch: BatchID
        var path: String
        var entries: Int
        /// How many are revoked, suspended or used up.
        var set: Int
        var bytes: Int
        /// RFC 3339, UTC.
        var issuedAt: String
        var expiresAt: String
    }
}

/// Seconds since 1970 as results show them, RFC 3339 in UTC.
func rfc3339(_ seconds: Int64) -> String {
    Instant(millisecondsSince1970: seconds * 1_000).rfc3339
}
