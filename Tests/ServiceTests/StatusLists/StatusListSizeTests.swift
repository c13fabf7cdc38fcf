import Artwork
import Payload
import Support
import Testing

/// What a till has to fetch for a million coupons.
@Suite struct StatusListSizeTests {
    private static let coupons = 1_000_000

    /// The bar of the offline till.
    private static let mostBytes = 20_000

    private func size(_ statuses: [StatusList.Status]) throws -> (Int, seed: UInt64) {
        var random = SplitMix64.forTests()
        var list = StatusList(count: Self.coupons + 1)
        var marked: Set<Int> = []
        while marked.count < Self.coupons / 100 {
            let serial = Int.random(in: 1...Self.coupons, using: &random)
            guard marked.insert(serial).inserted else { continue }
            list.set(statuses[marked.count % statuses.count], at: serial)
        }
        let key = try IssuerSigningKey(keyID: 1, seed: Array(repeating: 3, count: 32))
        let uri = "https://qr.example.com/v1/status-lists/" + String(repeating: "b", count: 64)
        let claims = StatusListToken.Claims(uri: uri, issuedAt: 10, expiresAt: 20, timeToLive: 60)
        let made = try StatusListToken(
            signing: claims, .list(compressed: Deflater.compress(list.bytes)), with: key)
        let read = try StatusListToken(parsing: made.bytes).list(
            of: uri, by: try IssuerKeyring([key.publicKey]), at: 10)
        #expect(read.bytes == list.bytes && read.markedCount(in: 0..<read.count) == 10_000)
        print("a million coupons, 1 % marked \(statuses): \(made.bytes.count) bytes, seed \(random.seed)")
        return (made.bytes.count, random.seed)
    }

    @Test("A million coupons of which 1 % are marked at random are a token of at most 20,000 bytes")
    func million() throws {
        for statuses in [[.usedUp], [.invalid], [.usedUp, .invalid, .suspended]] as [[StatusList.Status]] {
            let (count, seed) = try size(statuses)
            #expect(count <= Self.mostBytes, "\(statuses), seed \(seed)")
        }
    }
}
