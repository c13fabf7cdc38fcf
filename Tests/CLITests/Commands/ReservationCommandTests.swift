import Foundation
import Testing

@Suite struct ReservationCommandTests {
    private func json(_ ending: Command.Ending) throws -> [String: Any] { try ending.json() }

    @Test("A use is held, refused to others, and settled into a redemption") func settles() async throws {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(1).first?.first)
            let held = try await brand.succeed(
                "reserve", code, "--store", "SH01", "--amount", "80.00", "--seconds", "600", "--key", "h",
                "--json")
            let document = try held.json()
            let reservation = try #require(document["reservation"] as? String)
            #expect(document["state"] as? String == "held" && document["store"] as? String == "SH01")
            let again = try await brand.succeed(
                "reserve", code, "--store", "SH01", "--amount", "80.00", "--seconds", "600", "--key", "h",
                "--json")
            #expect(again.output == held.output)
            let refused = try await brand.run("redeem", code, "--store", "SH02", "--amount", "80.00")
            #expect(refused.status == 1 && refused.output.hasPrefix("refused: reserved:"))
            let settled = try await brand.succeed("settle", reservation, "--amount", "100.00", "--json")
            #expect(try settled.json()["coupon"] as? String == code)
            let twice = try await brand.run("settle", reservation, "--json")
            #expect(try twice.status == 1 && twice.json()["reason"] as? String == "reservation_settled")
            try await brand.succeed("doctor")
        }
    }

    @Test("Several are held for a person to read, given back, and are free again") func releases()
        async throws
    {
        try await Brand.with { brand in
            let codes = try await brand.codes(2).map { $0[0] }
            let held = try await brand.succeed(
                "reserve", codes[0], codes[1], "--store", "SH01", "--amount", "80.00")
            let words = held.output.split(separator: " ").map(String.init)
            #expect(held.output.hasPrefix("held: 20.00 CNY off, until "))
            let reservation = try #require(words.last?.trimmingCharacters(in: .newlines))
            let released = try await brand.succeed("release", reservation)
            #expect(released.output == "released: \(reservation)\n")
            let late = try await brand.run("settle", reservation)
            #expect(late.status == 1 && late.output.hasPrefix("refused: reservation_released:"))
            let redeemed = try await brand.succeed(
                "redeem", codes[0], codes[1], "--store", "SH01", "--amount", "80.00")
            #expect(redeemed.output.hasPrefix("redeemed: 20.00 CNY off, 10 yuan off 50 + 10 yuan off 50, r"))
        }
    }

    @Test("A settlement without an amount is for the purchase that was reserved for") func asReserved()
        async throws
    {
        try await Brand.with { brand in
            let code = try #require(try await brand.codes(1).first?.first)
            let held = try await brand.succeed(
                "reserve", code, "--store", "SH01", "--amount", "80.00", "--json")
            let reservation = try #require(try held.json()["reservation"] as? String)
            let settled = try await brand.succeed("settle", reservation)
            #expect(settled.output.hasPrefix("redeemed: 10.00 CNY off, "))
        }
    }

    @Test("What cannot be is refused with the right number") func refuses() async throws {
        try await Brand.with { brand in
            let unknown = try await brand.run("reserve", "HELLO", "--store", "SH01", "--json")
            #expect(try unknown.status == 1 && unknown.json()["reason"] as? String == "unknown_code")
            let long = try await brand.run("reserve", "HELLO", "--store", "SH01", "--seconds", "1801")
            #expect(long.status == 65 && long.errors.contains("1 to 1800 seconds"))
            for command in ["settle", "release"] {
                let missing = try await brand.run(command, "h0", "--json")
                #expect(
                    try missing.status == 1 && missing.json()["reason"] as? String == "unknown_reservation")
                let badName = try await brand.run(command, "a/b")
                #expect(badName.status == 64)
            }
        }
    }
}
