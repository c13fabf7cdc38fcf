import Promotion
import Service

/// Carries a till's requests to the verifier.
struct TillClient: Sendable {
    var caller: any HTTPCaller
    var token: String
    /// An ISO 4217 code.
    var currency: String
    var cashier: String?
    var language: SpokenLanguage

    /// Sends one request once.
    ///
    /// - Throws: `TillFailure` if there is no answer to show.
    func send(_ request: TillRequest) async throws(TillFailure) -> TillAnswer {
        let reply: HTTPReply
        do {
            reply = try await caller.call(call(for: request))
        } catch let error as Unreachable {
            throw error.isUnconnected ? .unconnected(error.description) : .lost(error.description)
        } catch {
            throw .rejected(status: 400, detail: "\(error)")
        }
        return try answer(to: request, from: reply)
    }

    /// Whether the verifier is there and takes work.
    func greet() async throws(Unreachable) {
        let reply = try await caller.call(HTTPCall(path: "/readyz"))
        guard reply.status == 200 else { throw Unreachable("it is not ready (\(reply.status))") }
    }

    private func call(for request: TillRequest) throws(ServiceError) -> HTTPCall {
        let headers = [
            "Authorization": "Bearer \(token)", "Idempotency-Key": request.key,
            "Content-Type": "application/json", "Accept-Language": language.rawValue,
        ]
        switch request.wish {
        case .redeem(let code, let amount, let member):
            let amount = amount.map { RedeemBody.Amount(amount: $0, currency: currency) }
            let body = RedeemBody(code: code, amount: amount, member: member, cashier: cashier)
            return HTTPCall(
                method: .post, path: "/v1/redemptions", headers: headers, body: try JSONText.document(body))
        case .void(let redemption):
            let body = VoidBody(kind: "void", reason: "void at the till", cashier: cashier)
            let name = redemption.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
            return HTTPCall(
                method: .post, path: "/v1/redemptions/\(name)/reversals", headers: headers,
                body: try JSONText.document(body))
        }
    }

    private func answer(
        to request: TillRequest, from reply: HTTPReply
    ) throws(TillFailure) -> TillAnswer {
        switch reply.status {
        case 200...299:
            if case .void(let redemption) = request.wish { return .reversed(redemption: redemption) }
            guard let body = reply.decoded(as: RedeemedBody.self) else {
                throw .lost("the answer cannot be read")
            }
            return .redeemed(body.redeemed(isReplayed: reply.isReplayed))
        case 404, 409, 422:
            // A refusal has a reason; without one it is a server that knows no redemptions.
            guard let problem = reply.decoded(as: ProblemBody.self), let reason = problem.reason else {
                break
            }
            return .refused(reason: reason, detail: problem.sentence)
        case 429, 503: throw .busy(retryAfter: reply.retryAfter)
        case 500...: throw .lost("the verifier failed (\(reply.status))")
        default: break
        }
        let detail = reply.decoded(as: ProblemBody.self)?.sentence ?? "the address is no verifier's"
        throw .rejected(status: reply.status, detail: detail)
    }
}

private struct RedeemBody: Encodable {
    struct Amount: Encodable {
        var amount: String
        var currency: String
    }

    var code: String
    var amount: Amount?
    var member: String?
    var cashier: String?
}

private struct VoidBody: Encodable {
    var kind: String
    var reason: String
    var cashier: String?
}

private struct RedeemedBody: Decodable {
    struct Offer: Decodable {
        var title: String
    }

    struct Benefit: Decodable {
        struct Discount: Decodable {
            var amount: String
            var currency: String
        }

        var discount: Discount
    }

    var redemption: String
    var coupon: String
    var offer: Offer
    var benefit: Benefit
    var usesLeft: Int

    func redeemed(isReplayed: Bool) -> TillAnswer.Redeemed {
        TillAnswer.Redeemed(
            redemption: redemption, coupon: coupon, offer: offer.title,
            discount: "\(benefit.discount.amount) \(benefit.discount.currency)", usesLeft: usesLeft,
            isReplayed: isReplayed)
    }
}

private struct ProblemBody: Decodable {
    struct Fault: Decodable {
        var pointer: String
        var detail: String
    }

    var title: String?
    var detail: String?
    var reason: String?
    var errors: [Fault]?

    /// What a cashier can be shown.
    var sentence: String {
        let fault = errors?.first.map { "\($0.pointer): \($0.detail)" }
        return fault ?? detail ?? title ?? "refused"
    }
}
