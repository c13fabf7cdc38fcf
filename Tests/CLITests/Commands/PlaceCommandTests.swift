import Foundation
import Testing

@Suite struct PlaceCommandTests {
    @Test("Stores are listed, and the nearest come first in whatever datum the place is given")
    func stores() async throws {
        try await Brand.with { brand in
            let list = try await brand.succeed("store", "list", "--json").json()
            let stores = try #require(list["stores"] as? [[String: Any]])
            #expect(stores.count == 12 && stores[0]["id"] as? String == "BJ01")
            #expect(stores[0]["time_zone"] as? String == "Asia/Shanghai")
            // Yuyuan in WeChat's numbers is the store itself, to the metre.
            let nearest = try await brand.succeed(
                "store", "nearest", "--at", "31.2254,121.4968", "--datum", "gcj02", "--count", "2", "--json"
            ).json()
            let near = try #require(nearest["stores"] as? [[String: Any]])
            #expect(near.map { $0["id"] as? String } == ["SH01", "SH02"])
            #expect(try #require(near[0]["distance_m"] as? Int) < 30)
            let text = try await brand.succeed("store", "nearest", "--at=-33.9,151", "--count=1").output
            #expect(text.hasPrefix("ID    METRES") && text.contains("SY01"))
        }
    }

    @Test("The sample's area is listed, and says of a place whether it is inside")
    func areas() async throws {
        try await Brand.with { brand in
            let areas = try await brand.succeed("area", "list", "--json").json()["areas"]
            let area = try #require((areas as? [[String: Any]])?.first)
            #expect(area["area"] as? String == "shanghai-inner-ring")
            #expect(area["stores"] as? [String] == ["SH01", "SH02"])
            try await brand.succeed("area", "contains", "shanghai-inner-ring", "--at", "31.23,121.47")
            let outside = try await brand.run(
                "area", "contains", "shanghai-inner-ring", "--at", "39.9,116.4", "--json")
            #expect(outside.status == 1)
            #expect(try outside.json()["contains"] as? Bool == false)
            let unknown = try await brand.run("area", "contains", "ring", "--at", "0,0")
            #expect(unknown.status == 66, "\(unknown.errors)")
        }
    }

    @Test("A file is checked without a workspace, and each fault is named")
    func check() async throws {
        try await Scratch.with { folder in
            let file = folder.appending(path: "two.geojson").path()
            try Data("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,1]]]}".utf8)
                .write(to: URL(filePath: file))
            let ending = try await Command("area", "check", file, "--workspace", folder.path()).run()
            #expect(ending.status == 65)
            let fault =
                "\(file): coordinates[0]: A ring needs at least 4 positions, the last being the first again, "
                + "and this one has 2.\n"
            #expect(ending.errors == fault)
            try Data("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}".utf8)
                .write(to: URL(filePath: file))
            let good = try await Command("area", "check", file, "--workspace", folder.path()).run()
            #expect(good.status == 0 && good.output.contains("polygon of 3 corners"), "\(good.errors)")
        }
    }

    @Test("What is no place is refused", arguments: ["31.2", "121.47,31.23", "north,east"])
    func noPlace(text: String) async throws {
        let ending = try await Command("store", "nearest", "--at", text).run()
        #expect(ending.status == 64)
        #expect(ending.errors.contains("It must be a latitude from -90 to 90"), "\(ending.errors)")
    }

    @Test("An offer for an area is refused outside it, with the stores that are in it")
    func offer() async throws {
        try await Brand.with { brand in
            let file = brand.path("ring.yaml")
            try Data(
                """
                id: ring
                title: Inner ring
                valid: {from: 2020-01-01, until: 2099-12-31}
                offers:
                  - id: ring-ten
                    title: Ten off
                    benefit: {amount: 10.00}
                    conditions: {areas: [shanghai-inner-ring]}
                """.utf8
            ).write(to: URL(filePath: file))
            try await brand.succeed("campaign", "apply", file)
            let text = try await brand.succeed("campaign", "show", "ring").output
            #expect(text.contains("at SH01 SH02, in shanghai-inner-ring"), "\(text)")
            try await brand.succeed("batch", "issue", "--offer", "ring-ten", "--count", "1", "--id", "r")
            let list = brand.path("r.csv")
            try await brand.succeed("batch", "export", "r", "-o", list)
            let code = try #require(try brand.rows(of: list).first?[1])
            let refused = try await brand.run(
                "redeem", code, "--store", "BJ01", "--amount", "50.00", "--json")
            #expect(refused.status == 1, "\(refused.errors)")
            let problem = try refused.json()
            #expect(problem["reason"] as? String == "outside_area")
            #expect(problem["areas"] as? [String] == ["shanghai-inner-ring"])
            #expect(problem["stores"] as? [String] == ["SH01", "SH02"])
            try await brand.succeed("redeem", code, "--store", "SH02", "--amount", "50.00")
        }
    }
}
