import ArgumentParser
import Payload
import Service
import Vocabulary

/// Checks a status list, offline.
struct StatusListVerify: TesseraCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks a status list without asking anybody; ends with 1 if it is not to be gone by.",
        discussion: """
            With --keys, the public keys are read from a file: what GET /v1/keys answers. Without it, they are those of \
            the workspace. With --serial, it ends with 1 too if that coupon is not valid.
            """)

    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("The issuer's public keys, as GET /v1/keys gives them.", valueName: "file"))
    var keys: String?

    @Option(help: ArgumentHelp("The address that the list must be of.", valueName: "address"))
    var uri: String?

    @Option(help: ArgumentHelp("The list before, for a file with what changed since.", valueName: "file"))
    var base: String?

    @Option(
        help: ArgumentHelp("A coupon whose status is wanted, 1 for the first of its batch.", valueName: "n"))
    var serial: UInt32?

    @OptionGroup(title: "Global options") var global: GlobalOptions

    func run() async throws {
        let keyring: IssuerKeyring
        if let keys {
            keyring = try PublicKeysFile.read(keys)
        } else {
            keyring = try await withSession { context in context.keys.keyring }
        }
        let now = Surroundings.system.now().millisecondsSince1970 / 1_000
        let document = try document(keyring, at: now)
        try output.result(document, text: document.words)
        if document.outcome != "genuine" || (serial != nil && document.status != "valid") { throw Refused() }
    }

    private func document(_ keyring: IssuerKeyring, at now: Int64) throws -> StatusListFinding {
        let bytes = try readInput(file, limit: StatusListToken.maximumByteCount)
        do throws(StatusListToken.Refusal) {
            let token = try StatusListToken(parsing: bytes)
            let held = try base.map { path throws(StatusListToken.Refusal) in
                try self.held(path, keyring, of: token.unverifiedClaims.uri, at: now)
            }
            let list = try token.list(
                of: uri ?? token.unverifiedClaims.uri, replacing: held, by: keyring, at: now)
            return StatusListFinding(token, list, serial: serial)
        } catch {
            return StatusListFinding(error)
        }
    }

    /// The list before; its own age does not matter, since what changed is signed anew.
    private func held(
        _ path: String, _ keyring: IssuerKeyring, of uri: String, at now: Int64
    ) throws(StatusListToken.Refusal) -> StatusList {
        guard let bytes = try? readInput(path, limit: StatusListToken.maximumByteCount) else {
            throw .otherBase
        }
        let token = try StatusListToken(parsing: bytes)
        let moment = min(now, token.unverifiedClaims.expiresAt - 1)
        return try token.list(of: uri, by: keyring, at: moment)
    }
}

/// Whether a status list is to be gone by, and then what it says.
struct StatusListFinding: Encodable, Sendable {
    /// `genuine`, or the reason why it is not.
    var outcome: String
    /// What a person is told of the reason.
    var detail: String?
    var uri: String?
    /// RFC 3339, UTC.
    var issuedAt: String?
    var expiresAt: String?
    /// How many entries there are; the first belongs to no coupon, and the last byte is filled up.
    var entries: Int?
    /// How many entries have each status.
    var counts: [String: Int]?
    /// The SHA-256 of the list, by which changes since it are asked for.
    var digest: String?
    /// How the coupon that was asked for stands; `unknown` if it is not in the list.
    var status: String?

    init(_ token: StatusListToken, _ list: StatusList, serial: UInt32?) {
        outcome = "genuine"
        uri = token.unverifiedClaims.uri
        issuedAt = rfc3339(token.unverifiedClaims.issuedAt)
        expiresAt = rfc3339(token.unverifiedClaims.expiresAt)
        entries = list.count
        digest = list.digest.hex
        counts = (0..<list.count).reduce(into: [:]) { counts, serial in
            if let status = list[serial] { counts[status.word, default: 0] += 1 }
        }
        status = serial.map { list[Int($0)]?.word ?? "unknown" }
    }

    init(_ refusal: StatusListToken.Refusal) {
        outcome = refusal.rawValue
        detail = refusal.sentence
    }

    /// What people read.
    var words: String {
        guard let uri, let issuedAt, let expiresAt, let counts else {
            return "not to be gone by (\(outcome)): \(detail ?? "")"
        }
        let each = StatusList.Status.allCases.compactMap { status in
            counts[status.word].map { "\($0) \(status.word.replacing("_", with: " "))" }
        }
        let asked = status.map { "; the coupon is \($0.replacing("_", with: " "))" } ?? ""
        return
            "genuine: \(uri) as of \(issuedAt), good until \(expiresAt): \(each.joined(separator: ", "))\(asked)"
    }
}

extension StatusList.Status {
    /// The word in results.
    fileprivate var word: String {
        switch self {
        case .valid: "valid"
        case .invalid: "invalid"
        case .suspended: "suspended"
        case .usedUp: "used_up"
        }
    }
}
