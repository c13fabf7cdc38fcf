import HTTPTypes
import Hummingbird
import Promotion
import Service
import Store
import Vocabulary

/// What tills that work without a network need and leave: the key of their journal, leases, and the journal itself.
struct OfflineController: Sendable {
    let redemptions: RedemptionService
    let leases: LeaseService
    let gate: Gate

    func addRoutes(to routes: Routes) {
        let body = Routes.authenticatedStatuses.union([400, 413, 415])
        routes.add(.put, "/v1/terminals/self/journal-key", body.union([200, 409])) { try await keep($0, $1) }
        routes.add(.get, "/v1/leases", Routes.authenticatedStatuses.union([200, 400])) {
            try await list($0, $1)
        }
        routes.add(.post, "/v1/leases", body.union([201, 409, 422])) { try await lease($0, $1) }
        routes.add(.post, "/v1/redemptions/uploads", body.union([200, 409, 422])) {
            try await upload($0, $1)
        }
    }

    private func keep(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let terminal = try await gate.till(.keepJournalKey, request, context).terminal
        let key = try Requests.journalKey(try await request.jsonBody(context))
        if let problem = try await redemptions.keep(journalKey: key, terminal: terminal) {
            return .problem(problem)
        }
        return try .json(JournalKeyDocument(terminal: terminal.id, publicKey: key.lowercased()))
    }

    private func list(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let caller = try await gate.admit(.listLeases, request, context)
        return try request.page("leases", of: try await leases.list(scope: caller.scope)) { $0.lease.text }
    }

    private func lease(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let (terminal, caller) = try await gate.till(.lease, request, context)
        let key = try request.idempotencyKey
        let call = try Requests.lease(try await request.jsonBody(context))
        let reply = try await redemptions.lease(
            call, key: key, terminal: terminal, language: request.language)
        switch reply.answer {
        case .leased(let document):
            if !reply.isReplayed { await countUnknown(document, caller, context) }
            return try .json(document, status: .created, isReplayed: reply.isReplayed)
        case .refused(let problem): return .problem(problem, isReplayed: reply.isReplayed)
        }
    }

    /// Unknown codes may be guesses here as anywhere.
    private func countUnknown(
        _ document: LeaseDocument, _ caller: Caller, _ context: VerifierContext
    ) async {
        for leftOut in document.leftOut where leftOut.reason == Refusal.Reason.unknownCode.rawValue {
            guard leftOut.code != nil else { continue }
            await gate.countUnknown(from: caller, context.logger)
        }
    }

    private func upload(_ request: Request, _ context: VerifierContext) async throws -> Response {
        let terminal = try await gate.till(.upload, request, context).terminal
        let text = try await request.linesBody(context, atMost: RedemptionService.maximumUploadByteCount)
        switch try await redemptions.upload(text, terminal: terminal) {
        case .taken(let document): return try .json(document)
        case .refused(let problem): return .problem(problem)
        }
    }
}

/// The key that is kept of a terminal's journal.
private struct JournalKeyDocument: Encodable {
    let terminal: TerminalID
    let publicKey: String
}
