import ArgumentParser
import Service
import Store
import Vocabulary

/// Lists batches.
struct BatchList: TesseraCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists batches.")

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let batches = try await withSession { try await BatchService($0).list().map(BatchDocument.init) }
        let rows = batches.map { batch in
            [
                batch.batch.text, batch.offer.text, batch.profile.rawValue, batch.state.rawValue,
                "\(batch.issued)/\(batch.count)", batch.createdAt,
            ]
        }
        try output.result(
            Document(batches: batches),
            text: TextTable(rows: [["ID", "OFFER", "PROFILE", "STATE", "COUPONS", "MADE"]] + rows).lines
                .joined(separator: "\n"))
    }

    private struct Document: Encodable {
        var batches: [BatchDocument]
    }
}
