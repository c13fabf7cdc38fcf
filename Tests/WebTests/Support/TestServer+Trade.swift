import Testing

extension Answer {
    /// A part of the document by a path such as `coupons/1/reason`; numbers as they are printed.
    func at(_ path: String) -> String? {
        let found = path.split(separator: "/").reduce(JSONTree(parsing: body)) { node, name in
            if let index = Int(name), let elements = node?.elements {
                elements.indices.contains(index) ? elements[index] : nil
            } else {
                node?[String(name)]
            }
        }
        switch found {
        case .string(let text): return text
        case .number(let number): return number == number.rounded() ? String(Int(number)) : String(number)
        case .boolean(let flag): return String(flag)
        case nil, .null, .array, .object: return nil
        }
    }

    /// How many elements a list has.
    func count(of name: String) -> Int? { JSONTree(parsing: body)?[name]?.elements.count }

    var isReplay: Bool { headers["idempotent-replayed"] == "true" }
}

extension TestServer {
    static func money(_ amount: String, _ currency: String = "CNY") -> String {
        #"{"amount":"\#(amount)","currency":"\#(currency)"}"#
    }

    /// The body of a request for several codes.
    static func stack(_ codes: [String], amount: String? = "80.00", more: String = "") -> String {
        let list = codes.map { "\"\($0)\"" }.joined(separator: ",")
        return #"{"codes":[\#(list)]"# + (amount.map { #","amount":"# + money($0) } ?? "") + more + "}"
    }

    /// One line of a purchase.
    static func item(_ sku: String, _ quantity: Int, _ price: String) -> String {
        #"{"sku":"\#(sku)","quantity":\#(quantity),"unit_price":\#(money(price))}"#
    }

    /// Redeems several codes together.
    func redeem(
        _ codes: [String], key: String, amount: String? = "80.00", more: String = "",
        headers: [String: String] = [:], token: String? = nil
    ) async throws -> Answer {
        try await post(
            "/v1/redemptions", Self.stack(codes, amount: amount, more: more), key: key, headers: headers,
            token: token)
    }

    /// Holds a use of each code.
    func reserve(
        _ codes: [String], key: String, amount: String? = "80.00", seconds: Int? = nil, token: String? = nil
    ) async throws -> Answer {
        let more = seconds.map { #","seconds":\#($0)"# } ?? ""
        return try await post(
            "/v1/reservations", Self.stack(codes, amount: amount, more: more), key: key, token: token)
    }

    func settle(
        _ reservation: String, key: String, amount: String? = nil, token: String? = nil
    ) async throws -> Answer {
        let body = amount.map { #"{"amount":\#(Self.money($0))}"# } ?? "{}"
        return try await post("/v1/reservations/\(reservation)/settlements", body, key: key, token: token)
    }

    func release(_ reservation: String, key: String, token: String? = nil) async throws -> Answer {
        try await send(
            "DELETE", "/v1/reservations/\(reservation)", headers: ["Idempotency-Key": key],
            token: token ?? till)
    }

    /// Takes back a redemption, whole or the part of an amount.
    func reverse(
        _ redemption: String, _ kind: String = "void", key: String, amount: String? = nil,
        token: String? = nil
    ) async throws -> Answer {
        let part = amount.map { #","amount":"# + Self.money($0) } ?? ""
        return try await post(
            "/v1/redemptions/\(redemption)/reversals", #"{"kind":"\#(kind)","reason":"test"\#(part)}"#,
            key: key, token: token)
    }
}
