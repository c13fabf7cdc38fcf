import Foundation
import Payload
import Service
import Templates
import Testing
import Vocabulary

@Suite struct ConfigurationTests {
    @Test("The sample's settings are the brand with its twelve stores")
    func sample() throws {
        let settings = try Configuration(parsing: Data(try Sample.settings.utf8))
        #expect(settings.issuer.id.text == "qingquan")
        #expect(settings.issuer.currency.code == "CNY")
        #expect(settings.issuer.name.text(in: "zh-Hans") == "清泉茶")
        #expect(settings.stores.map(\.id.text).sorted() == Sample.storeIDs)
        #expect(settings.server.publicHost.origin == "https://qr.qingquan.cn")
        // Fourteen characters: the length for which symbol sizes are promised.
        #expect(settings.server.publicHost.name.count == 14)
        #expect(settings.storage == .sqlite(path: "data/tessera.db"))
        #expect(settings.brand == BrandSettings(dark: "#0b6e4f", light: "#f4f1de", logo: "brand/logo.svg"))
        let urumqi = try #require(settings.store(try StoreID(parsing: "UR01")))
        #expect(urumqi.timeZone == "Asia/Urumqi")
        #expect(urumqi.latitude == 43.7793)
        #expect(urumqi.name.text(in: "en") == "Grand Bazaar, Urumqi")
    }

    @Test("The bare settings are good as they are")
    func bare() throws {
        let text = try #require(TemplateLibrary.embedded("workspace-bare/tessera.yaml"))
        #expect(try Configuration(parsing: Data(text.utf8)).stores.count == 1)
    }

    @Test(
        "Every wrong setting names file, line, field and what was given",
        arguments: [
            ("  id: qingquan\n", "", "tessera.yaml:4 issuer.id: This is missing and must be given."),
            (
                "currency: CNY", "currency: yuan",
                "tessera.yaml:9 issuer.currency: It must be a currency of ISO 4217 such as CNY, not \"yuan\"."
            ),
            (
                "language: zh-Hans", "language: 中文",
                """
                tessera.yaml:11 issuer.language: It must be a language tag such as en or zh-Hans, not \
                "中文".
                """
            ),
            (
                "dark: \"#0b6e4f\"", "dark: #0b6e4f",
                """
                tessera.yaml:15 brand.dark: It is empty; it must be a colour such as "#0b6e4f", in quotes \
                since a bare # begins a comment.
                """
            ),
            (
                "dark: \"#0b6e4f\"", "dark: green",
                """
                tessera.yaml:15 brand.dark: It must be a colour such as "#0b6e4f", in quotes since a bare \
                # begins a comment, not "green".
                """
            ),
            (
                "brand/logo.svg", "brand/logo.pdf",
                "tessera.yaml:17 brand.logo: It must be an .svg or .png file, not \"brand/logo.pdf\"."
            ),
            (
                "tiers: [member, vip]", "tiers: []",
                "tessera.yaml:22 program.tiers: It must have 1 to 20 tiers, not 0."
            ),
            (
                "tiers: [member, vip]", "tiers: [vip, vip]",
                "tessera.yaml:22 program.tiers[1]: The tier \"vip\" is listed twice."
            ),
            (
                "port: 8080", "port: 80800",
                "tessera.yaml:26 server.port: It must be a whole number from 0 to 65535, not \"80800\"."
            ),
            (
                "port: 8080", "port: [8080]",
                "tessera.yaml:26 server.port: It must be a whole number from 0 to 65535, not a list."
            ),
            (
                "port: 8080", "prot: 8080",
                "tessera.yaml:26 server.prot: This key is not known; did you mean port?"
            ),
            (
                "https://qr.qingquan.cn", "qr.qingquan.cn",
                """
                tessera.yaml:28 server.public_url: It must be an address such as https://qr.example.com, \
                with no path, not "qr.qingquan.cn".
                """
            ),
            (
                "sqlite:data/tessera.db", "postgresql:u:secret@db/t",
                """
                tessera.yaml:32 storage: It must be sqlite: and a file, such as sqlite:data/tessera.db, or an \
                address such as postgresql://user@host/database.
                """
            ),
            (
                "sqlite:data/tessera.db", "data/tessera.db",
                """
                tessera.yaml:32 storage: It must be sqlite: and a file, such as sqlite:data/tessera.db, or an \
                address such as postgresql://user@host/database, not "data/tessera.db".
                """
            ),
            (
                "- id: BJ02", "- id: BJ01",
                "tessera.yaml:44 stores[1]: The store BJ01 is listed already on line 36."
            ),
            (
                "- id: BJ01", "- id: 前门",
                """
                tessera.yaml:36 stores[0].id: It must be a name of 1 to 64 of the characters A-Z a-z 0-9 . \
                _ - beginning with a letter or digit, not "前门".
                """
            ),
            (
                "latitude: 39.89855", "latitude: 99",
                "tessera.yaml:40 stores[0].latitude: It must be WGS-84 degrees from -90 to 90, not \"99\"."
            ),
            (
                "longitude: 116.39772", "longitude: nan",
                """
                tessera.yaml:41 stores[0].longitude: It must be WGS-84 degrees from -180 to 180, not \
                "nan".
                """
            ),
            (
                "time_zone: Asia/Shanghai", "time_zone: Asia/Beijing",
                """
                tessera.yaml:42 stores[0].time_zone: It must be a time zone such as Asia/Shanghai, not \
                "Asia/Beijing".
                """
            ),
            (
                "time_zone: Asia/Shanghai", "time_zone: GMT+8",
                """
                tessera.yaml:42 stores[0].time_zone: It must be a time zone such as Asia/Shanghai, not \
                "GMT+8".
                """
            ),
            (
                "storage: ", "wechat: {}\nstorage: ",
                """
                tessera.yaml:32 wechat: This key is not known; known here: issuer, brand, stores, program, \
                server, storage, webhooks.
                """
            ),
        ])
    func faultsAreNamed(old: String, new: String, expected: String) throws {
        let text = try replacing(old, with: new, in: Sample.settings)
        let found = try faults { () throws(ServiceError) in
            _ = try Configuration(parsing: Data(text.utf8))
        }
        #expect(found == [expected])
    }

    @Test("All faults of a file are told at once, in the order of the lines")
    func allAtOnce() throws {
        var text = try replacing("port: 8080", with: "port: many", in: Sample.settings)
        text = try replacing("currency: CNY", with: "curency: CNY", in: text)
        let found = try faults { () throws(ServiceError) in
            _ = try Configuration(parsing: Data(text.utf8))
        }
        #expect(
            found == [
                "tessera.yaml:4 issuer.currency: This is missing and must be given.",
                "tessera.yaml:9 issuer.curency: This key is not known; did you mean currency?",
                "tessera.yaml:26 server.port: It must be a whole number from 0 to 65535, not \"many\".",
            ])
    }
}
