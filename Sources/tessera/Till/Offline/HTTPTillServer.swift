import Foundation
import OfflineTill
import Payload
import Promotion
import Service
import Vocabulary

/// The till's server over HTTP.
struct HTTPTillServer: TillServer {
    var client: TillClient

    /// How long a request may take that names no time of its own.
    var maximumMilliseconds = TillClient.maximumMilliseconds

    func send(_ request: TillRequest, timeoutMilliseconds: Double?) async throws(TillFailure) -> TillAnswer {
        try await client.send(request, within: timeoutMilliseconds ?? maximumMilliseconds)
    }

    func isThere() async -> Bool {
        do {
            try await client.greet(within: TillClient.maximumMilliseconds)
            return true
        } catch { return false }
    }

    func register(_ publicKey: String) async throws(ServerRefusal) {
        _ = try await call(.put, "/v1/terminals/self/journal-key", Registration(publicKey: publicKey))
    }

    func terms() async throws(ServerRefusal) -> FetchedTerms {
        let reply = try await call(.get, "/v1/terms")
        return FetchedTerms(
            bytes: reply.body, time: reply.date.map { Instant(millisecondsSince1970: $0 * 1_000) })
    }

    func statusList(_ batch: String, since digest: String?) async throws(ServerRefusal) -> [UInt8] {
        let query = digest.map { "?since=" + $0 } ?? ""
        return try await call(.get, "/v1/status-lists/\(batch)\(query)").body
    }

    func lease(_ wish: LeaseWish, key: String) async throws(ServerRefusal) -> FetchedLease {
        let reply = try await call(.post, "/v1/leases", LeaseBody(wish), key: key)
        guard let leased = reply.decoded(as: LeasedBody.self) else { throw Self.unreadable }
        return FetchedLease(line: Array(leased.signed.utf8), leftOut: leased.leftOut ?? [])
    }

    func upload(_ lines: [UInt8]) async throws(ServerRefusal) -> UploadReceipt {
        let reply = try await call(
            HTTPCall(
                method: .post, path: "/v1/redemptions/uploads",
                headers: ["Content-Type": "application/x-ndjson"], body: lines))
        guard let body = reply.decoded(as: UploadBody.self) else { throw Self.unreadable }
        return UploadReceipt(through: body.through, answers: body.answers.compactMap(\.value))
    }

    private static let unreadable = ServerRefusal.lost("the answer cannot be read")
}

extension HTTPTillServer {
    private func call(
        _ method: HTTPCall.Method, _ path: String, _ body: (any Encodable & Sendable)? = nil,
        key: String? = nil
    ) async throws(ServerRefusal) -> HTTPReply {
        var call = HTTPCall(method: method, path: path)
        if let body {
            guard let bytes = try? JSONText.document(body) else {
                throw .lost("the request cannot be written")
            }
            call.body = bytes
            call.headers["Content-Type"] = "application/json"
        }
        call.headers["Idempotency-Key"] = key
        return try await self.call(call)
    }

    private func call(_ call: HTTPCall) async throws(ServerRefusal) -> HTTPReply {
        var call = call
        call.headers["Authorization"] = "Bearer \(client.token)"
        call.headers["Accept-Language"] = client.language.rawValue
        let reply: HTTPReply
        do { reply = try await client.caller.call(call) } catch { throw .lost(error.description) }
        guard !(200...299).contains(reply.status) else { return reply }
        guard reply.status < 500, reply.status != 429 else {
            throw .lost("the server is busy or failed (\(reply.status))")
        }
        let problem = reply.decoded(as: Problem.self)
        throw .refused(
            status: reply.status, reason: problem?.reason ?? "",
            detail: problem?.detail ?? problem?.title ?? "",
            nextEntry: problem?.nextEntry)
    }

    private struct Registration: Encodable {
        var publicKey: String
    }

    private struct LeaseBody: Encodable {
        var codes: [String]?
        var segment: String?
        var store: Bool?
        var usableForSeconds: Int64

        init(_ wish: LeaseWish) {
            usableForSeconds = Int64(wish.hours) * LeaseWish.secondsPerHour
            switch wish.choice {
            case .store: store = true
            case .segment(let expression): segment = expression
            case .codes(let codes): self.codes = codes
            }
        }
    }

    private struct LeasedBody: Decodable {
        var signed: String
        var leftOut: [FetchedLease.LeftOut]?
    }

    private struct Problem: Decodable {
        var title: String?
        var detail: String?
        var reason: String?
        var nextEntry: Int64?
    }
}

/// The answer to an upload as it is written.
private struct UploadBody: Decodable {
    var through: Int64
    var answers: [Item]

    struct Item: Decodable {
        var key: String
        var answer: String
        var redemption: String?
        var other: String?
        var usedAt: String?
        var reason: String?

        /// The answer as the journal keeps it; `nil` for one that this till does not understand.
        var value: UploadReceipt.Answer? {
            meaning.map { UploadReceipt.Answer(key: key, answer: $0) }
        }

        private var meaning: ServerAnswer? {
            switch answer {
            case "redeemed": id.map { .redeemed($0) }
            case "reversed": id.map { .reversed($0) }
            case "conflict": conflict
            case "refused": .refused(reason: reason ?? "refused")
            case "never_seen": .neverSeen
            default: nil
            }
        }

        private var id: RedemptionID? { redemption.flatMap { try? RedemptionID(parsing: $0) } }

        private var conflict: ServerAnswer? {
            guard let other = other.flatMap({ try? TerminalID(parsing: $0) }),
                let moment = usedAt.flatMap(Self.instant)
            else { return nil }
            return .conflict(terminal: other, at: moment)
        }

        private static func instant(_ text: String) -> Instant? {
            let styles = [true, false].map { Date.ISO8601FormatStyle(includingFractionalSeconds: $0) }
            return styles.lazy.compactMap { try? Date(text, strategy: $0) }.first.map { Instant($0) }
        }
    }
}
