import Foundation
import Payload
import Promotion
import Service
import Vocabulary

/// Customers and a cashier, who know nothing but the server's address.
extension DemoStory {
    /// Scans, redeems, is refused, and reverses, all over HTTP; then reports on it.
    ///
    /// - Parameters:
    ///   - token: The till's.
    ///   - keepsServing: Whether the server runs on afterwards.
    /// - Returns: The first redemption.
    /// - Throws: `ServiceError`, `Unreachable` or `TillFailure`.
    func trade(_ token: String, keepsServing: Bool) async throws -> String {
        let placement = try await tentCard()
        let codes = try await codes()
        let redemption = Latest()
        try await DemoServer(context).run(keepsServing: keepsServing) { address in
            say("Server", "\(address.absoluteString), the real one, for the rest of this demo")
            let caller = URLSessionCaller(address)
            try await customers(placement, codes: codes, caller)
            let till = TillClient(
                caller: caller, token: token, currency: context.configuration.issuer.currency.code,
                cashier: "demo", language: .english)
            await redemption.set(try await cashier(till, codes: codes))
            // Before anybody looks around: whoever ends the server in a hurry has all the files.
            try await report()
            if keepsServing { invite(address, placement: placement, code: codes[1], token: token) }
        }
        return await redemption.text
    }

    /// The first codes of the printed batch.
    private func codes() async throws -> [String] {
        let batch = try await BatchService(context).show(BatchID(parsing: "tins"))
        let maker = try CouponMaker(batch: batch, context: context)
        return (1...3).map { maker.code(serial: $0).text }
    }

    /// Scans of the tent card and of tins by different people, one of whom joins.
    private func customers(
        _ placement: PlacementID, codes: [String], _ caller: URLSessionCaller
    ) async throws {
        for phone in 0..<Self.scanCount {
            try await visit("/s/\(placement)", beacon: "/s/\(placement)/landing", phone: phone, caller)
        }
        for (phone, code) in codes.enumerated() {
            try await visit("/c/\(code)", beacon: "/s/tin/landing", phone: phone, caller)
        }
        var draft = MemberDraft()
        (draft.name, draft.homeStore) = ("林小满", "SH01")
        (draft.marketingConsent, draft.placement) = ("yes", placement.text)
        let member = try await MemberService(context).add(draft, actor: MemberCommand.actor)
        say(
            "Customers",
            "\(Self.scanCount) scanned the tent card and \(codes.count) their tins: pages open, no right changes; "
                + "\(member.member) joined")
    }

    /// Five people at the tent card: enough for a rate, and soon done.
    private static let scanCount = 5

    /// Opens a page and does what its script does once a browser has run it.
    private func visit(
        _ path: String, beacon: String, phone: Int, _ caller: URLSessionCaller
    ) async throws {
        let headers = [
            "User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_\(phone) like Mac OS X) "
                + "AppleWebKit/605.1.15 MicroMessenger/8.0.5\(phone) Mobile/15E148",
            "Accept-Language": "zh-CN",
        ]
        let page = try await caller.call(HTTPCall(path: path, headers: headers))
        guard page.status == 200 else { throw Unreachable("\(path) answered \(page.status)") }
        _ = try await caller.call(HTTPCall(method: .post, path: beacon, headers: headers))
    }

    /// Serves the customers at the till.
    ///
    /// - Returns: The first redemption.
    private func cashier(_ till: TillClient, codes: [String]) async throws -> String {
        let first = try await show(till, "first", .redeem(code: codes[0], amount: "80.00", member: nil))
        try await show(till, "second", .redeem(code: codes[0], amount: "80.00", member: nil))
        try await show(till, "small", .redeem(code: codes[1], amount: "20.00", member: nil))
        // The same key is the same request: a lost answer is asked for again without redeeming twice.
        try await show(till, "first", .redeem(code: codes[0], amount: "80.00", member: nil))
        guard case .redeemed(let redeemed) = first else {
            throw ServiceError.invalidInput([
                InputFault(pointer: "/code", detail: "the demo's coupon was refused")
            ])
        }
        try await show(till, "void", .void(redemption: redeemed.redemption))
        try await show(till, "again", .redeem(code: codes[0], amount: "128.00", member: nil))
        try await show(till, "other", .redeem(code: codes[2], amount: "66.00", member: nil))
        return redeemed.redemption
    }

    /// Sends one request and says what came of it, as the till's screen would.
    @discardableResult
    private func show(
        _ till: TillClient, _ key: String, _ wish: TillRequest.Wish
    ) async throws -> TillAnswer {
        let answer = try await till.send(TillRequest(key: "demo-\(key)", wish: wish))
        let saying: TillSaying =
            switch answer {
            case .redeemed(let redeemed): .redeemed(redeemed)
            case .reversed(let redemption): .reversed(redemption)
            case .refused(_, let detail): .refused(detail)
            }
        say("Till", "\(wish.label): \(saying.text(in: .english))")
        return answer
    }

    private func invite(_ address: URL, placement: PlacementID, code: String, token: String) {
        let base = address.absoluteString
        say("Look", "\(base)/s/\(placement)  the page behind the tent card")
        say("", "\(base)/c/\(code)  the page of a coupon")
        say("", "\(base)/metrics  and  \(base)/openapi.json")
        say("", "TESSERA_TERMINAL_TOKEN=\(token) tessera terminal --server \(base)  is a till")
        say("", "Ctrl-C ends the server.")
    }
}

extension TillRequest.Wish {
    /// What the cashier did.
    fileprivate var label: String {
        switch self {
        case .redeem(let code, let amount, _): "scanned …\(code.suffix(4)) for \(amount ?? "nothing")"
        case .void: "undid it"
        }
    }
}

/// The one value that the server's work hands out.
private actor Latest {
    private(set) var text = ""

    func set(_ text: String) { self.text = text }
}
