import OfflineTill
import Payload
import Service
import Vocabulary

extension HeldTerms {
    /// Reads terms that came from the server or lay on the disk.
    ///
    /// - Parameter bytes: The document of `GET /v1/terms`.
    /// - Throws: `ServiceError.invalidInput` with what is wrong and where.
    init(reading bytes: [UInt8]) throws(ServiceError) {
        let document = try TillTerms(parsing: bytes)
        let plain = try document.offlineTerms()
        self.init(
            bytes: bytes, terminal: document.terminal, store: document.store,
            keyring: try document.keyring(),
            lists: document.batches.map {
                ListName(number: $0.number, batch: $0.id.text, uri: $0.statusList)
            },
            offsetSeconds: { document.utcOffsetSeconds(at: $0) },
            terms: { lists in
                var terms = plain
                for (number, knowledge) in lists { terms.batches[number]?.status = knowledge }
                return terms
            })
    }
}
