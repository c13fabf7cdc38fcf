import Foundation
import Payload
import Store
import Testing
import Vocabulary

@testable import Service

/// The owner's side: making keys and ending them.
@Suite struct SigningKeyServiceTests {
    @Test(
        "A new key signs, the one before is trusted and can sign no more, and only the owner reads the files")
    func rotates() async throws {
        try await KeyedShop.with { shop in
            let first = shop.context.keys.signing.publicKey
            let second = try await shop.owner.rotate()
            #expect(second.keyID == 2)
            #expect(try shop.files() == ["issuer-1.pub", "issuer-2.key", "issuer-2.pub"])
            for name in try shop.files() {
                let path = shop.keyFolder.appending(path: name).path(percentEncoded: false)
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600, "\(name)")
            }
            try shop.restart()
            #expect(shop.context.keys.signing.publicKey == second)
            #expect(shop.context.keys.keyring.keys == [first, second])
            #expect(try await shop.owner.rotate().keyID == 3)
        }
    }

    @Test("A process that read the keys before another one changed them adds no second key under one number")
    func rotatesAlone() async throws {
        try await KeyedShop.with { shop in
            let files = SigningKeyFiles(shop.keyFolder)
            let seed = Surroundings.system.randomBytes(IssuerSigningKey.seedByteCount)
            let second = try files.rotate(to: 2, seed: seed)
            let late = Surroundings.system.randomBytes(IssuerSigningKey.seedByteCount)
            #expect(throws: ServiceError.exists(kind: "signing key", name: "2")) {
                try files.rotate(to: 2, seed: late)
            }
            try shop.restart()
            #expect(shop.context.keys.signing.publicKey == second)
        }
    }

    @Test("What a killed rotation left behind changes nothing, and its number is not used again")
    func interrupted() async throws {
        try await KeyedShop.with { shop in
            let stranger = try IssuerSigningKey(keyID: 2, seed: [UInt8](repeating: 9, count: 32))
            try shop.write(Hex.encode(stranger.publicKey.rawRepresentation), to: "issuer-2.pub")
            try shop.restart()
            #expect(shop.context.keys.signing.keyID == 1)
            let third = try await shop.owner.rotate()
            #expect(third.keyID == 3)
            // Killed before the earlier private half went: the newest signs, and the next rotation takes it away.
            try shop.write(String(repeating: "5", count: 64), to: "issuer-2.key")
            try shop.write(
                Hex.encode(
                    try IssuerSigningKey(keyID: 2, seed: [UInt8](repeating: 0x55, count: 32)).publicKey
                        .rawRepresentation), to: "issuer-2.pub")
            try shop.restart()
            #expect(shop.context.keys.signing.publicKey == third)
            #expect(try await shop.owner.rotate().keyID == 4)
            #expect(try shop.files().filter { $0.hasSuffix(".key") } == ["issuer-4.key"])
        }
    }

    @Test("The public half of a key that loses its private one is kept, also where it was missing")
    func publicHalfKept() async throws {
        try await KeyedShop.with { shop in
            let first = shop.context.keys.signing.publicKey
            try FileManager.default.removeItem(at: shop.keyFolder.appending(path: "issuer-1.pub"))
            let second = try await shop.owner.rotate()
            try shop.restart()
            #expect(shop.context.keys.keyring.keys == [first, second])
        }
    }

    @Test("After key 255 there is no number left, which is said")
    func lastNumber() async throws {
        try await KeyedShop.with { shop in
            let last = try IssuerSigningKey(keyID: 255, seed: [UInt8](repeating: 9, count: 32))
            try shop.write(Hex.encode(last.publicKey.rawRepresentation), to: "issuer-255.pub")
            try shop.restart()
            let detail = "the numbers of signing keys are used up: 255 is the last that a code can name"
            await #expect(throws: ServiceError.keys(detail)) { try await shop.owner.rotate() }
        }
    }

    @Test("An end is kept, and another takes its place")
    func ends() async throws {
        try await KeyedShop.with { shop in
            _ = try await shop.owner.rotate()
            try shop.restart()
            for text in ["2027-12-31T18:00:00+08:00", "2028-01-01T00:00:00.250Z"] {
                let end = try #require(KeyEnd(parsing: text))
                let moment = try await shop.owner.end(1, at: end)
                #expect(moment == Instant(rfc3339: text))
                try shop.restart()
                #expect(shop.context.keys.keyEnds == [1: moment])
            }
            #expect(try await shop.owner.end(1, at: .now) == ServiceFixture.noon)
        }
    }

    @Test("The key that signs, and one that is not there, cannot be ended, and nothing is written or logged")
    func refusesEnd() async throws {
        try await KeyedShop.with { shop in
            let log = try await shop.context.store.auditPage(after: nil, limit: 100, scope: .every)
            let detail = "Key 1 signs. Run tessera keys rotate, so that another one does, and end it then."
            let fault = ServiceError.invalidInput([InputFault(pointer: "id", detail: detail)])
            await #expect(throws: fault) { try await shop.owner.end(1, at: .now) }
            let missing = ServiceError.notFound(kind: "signing key", name: "9")
            await #expect(throws: missing) { try await shop.owner.end(9, at: .now) }
            #expect(try shop.files() == ["issuer-1.key", "issuer-1.pub"])
            let after = try await shop.context.store.auditPage(after: nil, limit: 100, scope: .every)
            #expect(after == log)
        }
    }

    @Test(
        "An end that is damaged, of the key that signs or of none is refused when the workspace is opened",
        arguments: [
            ("issuer-1.end", "soon", "is damaged: it must be a time such as 2027-12-31T16:00:00Z"),
            ("issuer-2.end", "2027-12-31T16:00:00Z", "ends the key that signs"),
            ("issuer-7.end", "2027-12-31T16:00:00Z", "ends a key that is not there"),
        ])
    func refusesDamage(name: String, content: String, message: String) async throws {
        try await KeyedShop.with { shop in
            _ = try await shop.owner.rotate()
            try shop.restart()
            try shop.write(content, to: name)
            let path = shop.keyFolder.appending(path: name).path(percentEncoded: false)
            #expect(throws: ServiceError.keys("\(path) \(message)")) { try shop.restart() }
        }
    }

    @Test("Both are in the audit log, under the key's number")
    func logged() async throws {
        try await KeyedShop.with { shop in
            try await shop.endFirstKey(secondsLater: 60)
            let log = try await shop.context.store.auditPage(after: nil, limit: 100, scope: .every)
                .map(\.record).filter { $0.action.hasPrefix("key_") }
            #expect(log.map(\.action) == ["key_rotate", "key_end"])
            #expect(log.map(\.subject) == ["2", "1"])
            #expect(log.map(\.detail) == ["{\"previous\":1}", "{\"ends_at\":\"2027-03-01T04:01:00.000Z\"}"])
        }
    }

    @Test("A day counts from its beginning in the store where it begins first")
    func day() throws {
        let clock = StoreClock(stores: try Sample.configuration().stores)
        let day = try #require(CalendarDate(parsing: "2027-12-31"))
        // Sydney and Melbourne have summer then, eleven hours before UTC; Shanghai follows three hours later.
        #expect(clock.beginning(of: day) == Instant(rfc3339: "2027-12-31T00:00:00+11:00"))
        // The day on which the clocks are set forward begins in winter time, and its noon is in summer time.
        let change = try #require(CalendarDate(parsing: "2027-10-03"))
        #expect(clock.beginning(of: change) == Instant(rfc3339: "2027-10-03T00:00:00+10:00"))
        #expect(KeyEnd(parsing: "2027-12-31") == .day(day) && KeyEnd(parsing: "now") == .now)
        for text in ["", "soon", "2027-02-30", "2027-12-31T18:00:00", "31.12.2027"] {
            #expect(KeyEnd(parsing: text) == nil, "\(text)")
        }
    }
}
