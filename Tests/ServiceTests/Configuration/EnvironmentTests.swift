import Foundation
import Payload
import Service
import Testing
import Vocabulary

@Suite struct EnvironmentTests {
    @Test("A variable takes the place of its setting, written or not, and an empty one does nothing")
    func overrides() throws {
        let settings = try Configuration(
            parsing: Data(try Sample.settings.utf8),
            environment: [
                "TESSERA_SERVER_PORT": "0", "TESSERA_SERVER_PUBLIC_URL": "http://192.168.1.20:8080",
                "TESSERA_STORAGE": "sqlite:/var/lib/tessera.db", "TESSERA_BRAND_LOGO": "brand/other.png",
                "TESSERA_PROGRAM_TIERS": "leaf, bud,flower", "TESSERA_SERVER_HOST": "",
                "TESSERA_WORKSPACE": "/srv", "TESSERA_TEST_SEED": "1", "PATH": "/bin",
            ])
        #expect(settings.server.port == 0)
        #expect(settings.server.publicHost.origin == "http://192.168.1.20:8080")
        #expect(settings.storage == .sqlite(path: "/var/lib/tessera.db"))
        #expect(settings.brand.logo == "brand/other.png")
        #expect(settings.program.tiers == ["leaf", "bud", "flower"])
        #expect(settings.server.host == "127.0.0.1")
    }

    @Test("A section that is not written can come from the environment alone")
    func missingSection() throws {
        let section = """
            program:
              name: {en: Qingquan Club, zh-Hans: 清泉会}
              # From the lowest to the highest; new members have the first.
              tiers: [member, vip]

            """
        let text = try replacing(section, with: "", in: Sample.settings)
        let environment = ["TESSERA_PROGRAM_NAME": "Club", "TESSERA_PROGRAM_TIERS": "member"]
        let settings = try Configuration(parsing: Data(text.utf8), environment: environment)
        #expect(settings.program.name.fallback == "Club")
    }

    @Test(
        "A wrong or misspelt variable is named",
        arguments: [
            (
                "TESSERA_SERVER_PORT", "http",
                "TESSERA_SERVER_PORT: It must be a whole number from 0 to 65535, not \"http\"."
            ),
            (
                "TESSERA_SERVER_PROT", "80",
                "TESSERA_SERVER_PROT: This variable is not known; did you mean TESSERA_SERVER_PORT?"
            ),
            (
                "TESSERA_STORAGE", "postgresql:u:secret@db/t",
                """
                TESSERA_STORAGE: It must be sqlite: and a file, such as sqlite:data/tessera.db, or an address \
                such as postgresql://user@host/database.
                """
            ),
        ])
    func faultsNameTheVariable(variable: String, value: String, expected: String) throws {
        let text = try Sample.settings
        let found = try faults { () throws(ServiceError) in
            _ = try Configuration(parsing: Data(text.utf8), environment: [variable: value])
        }
        #expect(found == [expected])
    }
}
