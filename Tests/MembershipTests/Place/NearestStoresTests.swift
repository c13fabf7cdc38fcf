import Membership
import Support
import Testing
import Vocabulary

@Suite struct NearestStoresTests {
    private static func store(_ id: String, _ latitude: Double, _ longitude: Double) throws -> PlacedStore {
        PlacedStore(id: try StoreID(parsing: id), place: try Sketch.place(latitude, longitude))
    }

    @Test("Stores come by distance, ties by id, whatever their order was")
    func order() throws {
        let here = try Sketch.place(31.23, 121.47)
        var stores = [
            try Self.store("SH02", 31.23, 121.48), try Self.store("SH01", 31.23, 121.46),
            try Self.store("SH03", 31.24, 121.48), try Self.store("BJ01", 39.9, 116.4),
            try Self.store("SH04", 31.23, 121.47),
        ]
        var random = SplitMix64.forTests()
        for _ in 0..<10 {
            stores.shuffle(using: &random)
            let found = NearestStores.sorted(from: here, stores)
            #expect(found.map(\.store.text).first == "SH04")
            #expect(Set(found[1...2].map(\.store.text)) == ["SH01", "SH02"])
            #expect(found.map(\.store.text).suffix(2) == ["SH03", "BJ01"])
            #expect(found.map(\.metres) == found.map(\.metres).sorted())
            #expect(NearestStores.nearest(to: here, stores) == found[0])
        }
        let twins = [try Self.store("B", 31, 121), try Self.store("A", 31, 121)]
        #expect(NearestStores.sorted(from: here, twins).map(\.store.text) == ["A", "B"])
        #expect(NearestStores.nearest(to: here, twins)?.store.text == "A")
    }

    @Test("A radius takes in the store at that very distance, and a count cuts the list")
    func limits() throws {
        let here = try Sketch.place(0, 0)
        let stores = try (1...5).map { try Self.store("S\($0)", 0, Double($0)) }
        let radius = here.distanceMetres(to: stores[2].place)
        #expect(NearestStores.sorted(from: here, stores, within: radius).count == 3)
        #expect(NearestStores.sorted(from: here, stores, within: radius.nextDown).count == 2)
        #expect(NearestStores.sorted(from: here, stores, atMost: 2).map(\.store.text) == ["S1", "S2"])
        #expect(NearestStores.sorted(from: here, stores, atMost: 0).isEmpty)
        #expect(NearestStores.nearest(to: here, [PlacedStore]()) == nil)
    }

    @Test("The way across the antimeridian is the short one")
    func antimeridian() throws {
        let stores = [try Self.store("EAST", 0, 179), try Self.store("WEST", 0, -179.9)]
        #expect(NearestStores.nearest(to: try Sketch.place(0, 179.9), stores)?.store.text == "WEST")
    }
}
