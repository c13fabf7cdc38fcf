import Foundation
import Membership
import Testing
import Vocabulary

@testable import Service

@Suite struct AreaFileTests {
    private static func read(_ text: String, file: String = "areas/spot.geojson") throws -> [NamedArea] {
        try AreaFile.read(Array(text.utf8), file: file)
    }

    private static func place(_ latitude: Double, _ longitude: Double) throws -> Coordinate {
        try #require(Coordinate(latitude: latitude, longitude: longitude))
    }

    private static let square = "[[[121,31],[122,31],[122,32],[121,32],[121,31]]]"

    @Test(
        "A lone shape is an area with the file's name",
        arguments: [
            "{\"type\":\"Polygon\",\"coordinates\":\(square)}",
            "{\"type\":\"MultiPolygon\",\"coordinates\":[\(square)]}",
            "{\"type\":\"Feature\",\"id\":7,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":\(square)}}",
            """
            {"type":"FeatureCollection","bbox":[121,31,122,32],"features":[{"type":"Feature","properties":null,
            "geometry":{"type":"Polygon","coordinates":\(square)}}]}
            """,
            """
            {"type":"Feature","properties":{"name":"广场","radius_m":50000,"deep":{"a":[[1]]}},
            "geometry":{"type":"Point","coordinates":[121.5,31.5,8]}}
            """,
        ])
    func lone(text: String) throws {
        let areas = try Self.read(text)
        #expect(areas.map(\.id.text) == ["spot"])
        #expect(areas[0].title.fallback == (text.contains("广场") ? "广场" : "spot"))
        #expect(areas[0].area.contains(try Self.place(31.5, 121.5)))
        #expect(!areas[0].area.contains(try Self.place(33, 121.5)))
    }

    @Test("An area is named in each language of the file, in the others by its name or its id")
    func names() throws {
        let properties = ["\"name\":\"Bund\",\"name:zh\":\"外滩\"", "\"name:zh\":\"外滩\""]
        let titles = try properties.map { properties in
            try Self.read(
                """
                {"type":"Feature","properties":{\(properties),"radius_m":900},
                "geometry":{"type":"Point","coordinates":[121.49,31.24]}}
                """)[0].title
        }
        #expect(titles.map { $0.text(in: "zh-Hans") } == ["外滩", "外滩"])
        #expect(titles.map { $0.text(in: "en") } == ["Bund", "spot"])
        #expect(throws: ServiceError.self) {
            try Self.read(
                """
                {"type":"Feature","properties":{"name:zh":7,"radius_m":900},
                "geometry":{"type":"Point","coordinates":[121.49,31.24]}}
                """)
        }
    }

    @Test("The features of a collection are areas of their own, by id or name")
    func collection() throws {
        let areas = try Self.read(
            """
            {"type":"FeatureCollection","datum":"gcj02","features":[
            {"type":"Feature","id":"a","properties":{"name":"First"},
             "geometry":{"type":"Polygon","coordinates":\(Self.square)}},
            {"type":"Feature","properties":{"name":"b","datum":"wgs84","radius_m":10},
             "geometry":{"type":"Point","coordinates":[121,31]}}]}
            """)
        #expect(areas.map(\.id.text) == ["a", "b"])
        #expect(areas.map(\.title.fallback) == ["First", "b"])
        #expect(areas.map(\.datum) == [.gcj02, .wgs84])
        // The corner is 400 m from where its numbers would be in WGS-84.
        #expect(!areas[0].area.contains(try Self.place(31.999_9, 121.999_9)))
        #expect(areas[1].area.contains(try Self.place(31, 121)))
    }

    private static let polygon = "{\"type\":\"Polygon\",\"coordinates\":"

    private static let wrong: [(String, String)] = [
        ("areas/spot.geojson type: This is missing and must be given.", "{}"),
        (
            "areas/spot.geojson type: It must be Polygon, MultiPolygon or a Point with radius_m, not \"LineString\".",
            "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}"
        ),
        (
            "areas/spot.geojson coordinates[0]: A ring needs at least 4 positions, the last being the first again, "
                + "and this one has 2.", "\(polygon)[[[0,0],[1,1]]]}"
        ),
        (
            "areas/spot.geojson coordinates[0]: A ring must end where it begins, at [0.0, 0.0], and this one ends "
                + "at [0.0, 1.0].", "\(polygon)[[[0,0],[1,0],[1,1],[0,1]]]}"
        ),
        (
            "areas/spot.geojson coordinates[0][1]: A latitude is from -90 to 90, not 121.0; the longitude comes first.",
            "\(polygon)[[[31,90],[32,121],[32,80],[31,90]]]}"
        ),
        (
            "areas/spot.geojson coordinates[0][0]: A ring must neither cross nor touch itself, and the side that "
                + "begins at position 0 meets the one that begins at position 2.",
            "\(polygon)[[[0,0],[2,2],[2,0],[0,2],[0,0]]]}"
        ),
        (
            "areas/spot.geojson coordinates[0][1]: A position is a longitude from -180 to 180 and a latitude from "
                + "-90 to 90, not [5.0].", "\(polygon)[[[0,0],[5],[1,1],[0,0]]]}"
        ),
        (
            "areas/spot.geojson coordinates[0][1][0]: It must be a number, and is something else.",
            "\(polygon)[[[0,0],[\"1\",0],[1,1],[0,0]]]}"
        ),
        (
            "areas/spot.geojson geometry: It must be an object, not null.",
            "{\"type\":\"Feature\",\"geometry\":null}"
        ),
        (
            "areas/spot.geojson A point is an area only with the property radius_m, its radius.",
            "{\"type\":\"Point\",\"coordinates\":[121,31]}"
        ),
        (
            "areas/spot.geojson properties.radius_m: A radius must be 1 to 10000000 metres, not 0.0.",
            "{\"type\":\"Feature\",\"properties\":{\"radius_m\":0},\"geometry\":"
                + "{\"type\":\"Point\",\"coordinates\":[121,31]}}"
        ),
        (
            "areas/spot.geojson The datum must be one of wgs84, gcj02, bd09, not \"mars\".",
            "{\"type\":\"Polygon\",\"datum\":\"mars\",\"coordinates\":\(square)}"
        ),
        (
            "areas/spot.geojson crs: Only longitude and latitude in WGS-84 (CRS84) are read, not \"EPSG:3857\".",
            "{\"type\":\"Polygon\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"EPSG:3857\"}},"
                + "\"coordinates\":\(square)}"
        ),
        (
            "areas/spot.geojson features: It must have 1 to 1000 features, not 0.",
            "{\"type\":\"FeatureCollection\",\"features\":[]}"
        ),
    ]

    @Test("What is wrong is named by file, feature and position", arguments: wrong)
    func refused(expected: String, text: String) throws {
        let found = try faults { () throws(ServiceError) in
            _ = try AreaFile.read(Array(text.utf8), file: "areas/spot.geojson")
        }
        #expect(found == [expected])
    }

    @Test("Every feature's first fault is told, with its name")
    func features() throws {
        let text = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","id":"a","geometry":{"type":"MultiPolygon","coordinates":[\(Self.square),[[[0,0]]]]}},
            {"type":"Feature","id":"b","geometry":{"type":"Polygon","coordinates":\(Self.square)}},
            {"type":"Feature","id":"b","geometry":{"type":"Polygon","coordinates":\(Self.square)}},
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":\(Self.square)}},
            {"type":"Feature","id":"内环","geometry":{"type":"Polygon","coordinates":\(Self.square)}}]}
            """
        let found = try faults { () throws(ServiceError) in
            _ = try AreaFile.read(Array(text.utf8), file: "c.geojson")
        }
        #expect(
            found == [
                "c.geojson features[0].geometry.coordinates[1][0]: A ring needs at least 4 positions, the last being "
                    + "the first again, and this one has 1 (feature \"a\").",
                "c.geojson features[2]: The area b is in this file already (feature \"b\").",
                "c.geojson features[3]: A feature beside others needs an id, which names the area.",
                "c.geojson features[4]: An area is named by 1 to 64 of A-Z a-z 0-9 . _ -, beginning with a letter or "
                    + "digit; its id or name \"内环\" is none (feature \"内环\").",
            ])
    }

    @Test("A file that is no JSON, too deep or too large is refused before anything is made of it")
    func limits() throws {
        let broken = try faults { () throws(ServiceError) in
            _ = try AreaFile.read(Array("{\"type\":\n\"Polygon\" oops}".utf8), file: "x.geojson")
        }
        #expect(broken == ["x.geojson:2 This is not JSON: Invalid value around character 19."])
        let deep = "\n{\"properties\":" + String(repeating: "[", count: 1_000_000)
        let found = try faults { () throws(ServiceError) in
            _ = try AreaFile.read(Array(deep.utf8), file: "x.geojson")
        }
        #expect(found == ["x.geojson:2 It is nested more than 32 levels deep, which is the limit."])
        let large = [UInt8](repeating: 0x20, count: AreaFile.maximumByteCount + 1)
        let tooLarge = try faults { () throws(ServiceError) in
            _ = try AreaFile.read(large, file: "x.geojson")
        }
        #expect(tooLarge == ["x.geojson The file has more than 4194304 bytes, which is the limit."])
        let quoted = "{\"name\":\"\(String(repeating: "[\\\"", count: 50))\",\"type\":\"Polygon\","
        #expect(try Self.read(quoted + "\"coordinates\":\(Self.square)}").count == 1, "brackets in a text")
    }
}
