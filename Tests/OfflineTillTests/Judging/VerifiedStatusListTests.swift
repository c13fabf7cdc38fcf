import OfflineTill
import Payload
import Testing
import Vocabulary

/// Status lists as the issuer signs them, asked by the judge.
@Suite struct VerifiedStatusListTests {
    private static let uri = "https://qr.example.com/v1/status-lists/b"

    private func token(
        _ list: StatusList, key: IssuerSigningKey? = nil, seconds: Int64 = 0, lifetime: Int64 = 86_400
    ) throws -> StatusListToken {
        let issuedAt = Sample.noon.millisecondsSince1970 / 1_000 + seconds
        let claims = StatusListToken.Claims(
            uri: Self.uri, issuedAt: issuedAt, expiresAt: issuedAt + lifetime, timeToLive: 60)
        let stream = Self.stored(list.bytes)
        return try StatusListToken(signing: claims, .list(compressed: stream), with: key ?? Issuer.key())
    }

    /// A zlib stream of one stored block (RFC 1950; RFC 1951, section 3.2.4).
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var (first, second): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            first = (first + UInt32(byte)) % 65_521
            second = (second + first) % 65_521
        }
        let (length, sum) = (UInt16(bytes.count), second << 16 | first)
        let head: [UInt8] = [0x78, 0x01, 0x01]
        let lengths = [length, ~length].flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return head + lengths + bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    private func verified(_ token: StatusListToken, seconds: Int64 = 0) throws -> VerifiedStatusList {
        try VerifiedStatusList(
            token, of: Self.uri, by: try Issuer.keyring(), at: Sample.noon.advanced(bySeconds: seconds))
    }

    private func knowledge(_ token: StatusListToken, of uri: String = uri, seconds: Int64 = 0) throws
        -> StatusKnowledge
    {
        let now = Sample.noon.advanced(bySeconds: seconds)
        let keyring = try Issuer.keyring()
        do throws(StatusListToken.Refusal) {
            return .list(try VerifiedStatusList(token, of: uri, by: keyring, at: now))
        } catch {
            return StatusKnowledge(error)
        }
    }

    @Test("Each word of the issuer's list means to the till what it means to the issuer") func words() throws
    {
        var list = StatusList(count: 8)
        list.set(.usedUp, at: 1)
        list.set(.invalid, at: 2)
        list.set(.suspended, at: 3)
        let source = try verified(token(list))
        #expect((0...4).map { source.status(of: $0) } == [.open, .used, .revoked, .held, .open])
        #expect(source.status(of: 8) == nil && source.status(of: .max) == nil)
        #expect(source.issuedAt == Sample.noon)
        #expect(source.expiresAt == Sample.noon.advanced(bySeconds: 86_400))
        var till = try TestTill(allowance: TestTill.allowance(), status: .list(source))
        #expect(try till.scan(Issuer.code(1)).refusal?.reason == "already_redeemed")
        #expect(try till.scan(Issuer.code(2)).refusal?.reason == "revoked")
        #expect(try till.scan(Issuer.code(3)).refusal == .needsNetwork(.heldElsewhere))
        #expect(try till.scan(Issuer.code(4)).acceptance != nil)
        #expect(try till.scan(Issuer.code(9)).refusal == .needsNetwork(.noStatusList))
    }

    @Test("A list past its end is kept, so that the cashier hears how old it is") func ended() throws {
        let source = try verified(token(StatusList(count: 8)), seconds: 90_000)
        var till = try TestTill(allowance: TestTill.allowance(), status: .list(source))
        #expect(
            try till.scan(Issuer.code(), seconds: 90_000).refusal
                == .statusListTooOld(ageSeconds: 90_000, limitSeconds: 3_600))
    }

    @Test("A list that is forged or another's is tampering, one from the future is none") func refused()
        throws
    {
        let list = StatusList(count: 8)
        let thief = try Issuer.key(1, seed: 99)
        func reason(_ knowledge: StatusKnowledge) throws -> String? {
            var till = try TestTill(allowance: TestTill.allowance(), status: knowledge)
            return try till.scan(Issuer.code()).refusal?.reason
        }
        #expect(try reason(knowledge(token(list))) == nil)
        #expect(try reason(knowledge(token(list, key: thief))) == "status_list_tampered")
        #expect(
            try reason(knowledge(token(list, key: Issuer.key(9, seed: 12)))) == "status_list_tampered")
        #expect(try reason(knowledge(token(list), of: Self.uri + "2")) == "status_list_tampered")
        #expect(try reason(knowledge(token(list, seconds: 301))) == "needs_network")
        #expect(try reason(knowledge(token(list, seconds: 300))) == nil)
    }
}
