import OfflineTill
import Promotion
import Service
import Vocabulary

extension OfflineDesk.Tools {
    /// Opens a till's folder, with its key.
    ///
    /// - Parameters:
    ///   - client: Carries requests.
    ///   - path: The folder.
    ///   - currency: Of amounts that are typed.
    ///   - lease: What is leased while there is a network.
    ///   - makeKey: Makes a key that no other request has.
    /// - Throws: `ServiceError.file` if the folder or the key cannot be used.
    init(
        _ client: TillClient, state path: String, currency: Currency, lease: LeaseWish?,
        makeKey: @escaping @Sendable () -> String
    ) throws(ServiceError) {
        let state = try TillState(opening: path)
        let key: TerminalSigningKey
        do {
            key = try TerminalKeyFile.open(
                state.path + "/key", randomBytes: { Surroundings.system.randomBytes($0) })
        } catch {
            switch error {
            case .disk(let error): throw error.serviceError
            case .damaged(let path): throw .keys("\(path) is no terminal's key: move it away, and enrol anew")
            case .randomness(let given): throw .keys("the system gave \(given) random bytes in place of 32")
            }
        }
        self.init(
            server: HTTPTillServer(client: client), state: state, clock: .system, key: key,
            cashier: client.cashier, currency: currency, language: client.language,
            readTerms: { try? HeldTerms(reading: $0) }, time: { WallClock.time() }, makeKey: makeKey,
            lease: lease)
    }
}
