import Foundation
import Membership
import Testing
import Vocabulary

@testable import Service

/// The file `join.yaml`, as far as proofs and WeChat go.
@Suite struct JoinRulesTests {
    private static let terms = #"terms: {version: "1", url: "https://example.com/terms"}"#

    private func rules(_ lines: String...) throws(ServiceError) -> JoinRules {
        let text = ([Self.terms] + lines).joined(separator: "\n")
        return try DocumentReader.read(Array(text.utf8), file: JoinRules.fileName) { JoinRules($0) }
    }

    @Test("The sections that are there say what proves, unless the proofs are listed")
    func proofs() throws {
        let (codes, wechat) = ("codes: {sender: file}", "wechat: {app_id: wxba5fad812f8e6fb9}")
        #expect(try rules(codes).proofs == [.phone])
        #expect(try rules(codes, wechat).proofs == [.phone, .wechat])
        #expect(try rules(codes, wechat, "proofs: [phone]").proofs == [.phone])
        let alone = try rules(wechat, "proofs: [wechat]")
        #expect(alone.proofs == [.wechat] && alone.codes == nil)
        let usual = try #require(alone.wechat)
        #expect(usual.scope == .base && usual.returnAddress == nil)
        #expect(usual.authorisationOrigin == "https://open.weixin.qq.com")
        #expect(usual.interface == "https://api.weixin.qq.com")
    }

    @Test("Another server stands in for WeChat's, with a path before its own")
    func bases() throws {
        let found = try rules(
            "proofs: [wechat]",
            """
            wechat:
              app_id: wxba5fad812f8e6fb9
              scope: userinfo
              authorisation: "http://127.0.0.1:8999/open/"
              interface: https://proxy.example.com/wechat
            """)
        let wechat = try #require(found.wechat)
        #expect(wechat.authorisationOrigin == "http://127.0.0.1:8999")
        let address = wechat.signInAddress(
            state: ChallengeID(unchecked: "H1"), returningTo: "https://a.cn/join/p~1/wechat?lang=zh-Hans")
        #expect(
            address
                == "http://127.0.0.1:8999/open/connect/oauth2/authorize?appid=wxba5fad812f8e6fb9"
                + "&redirect_uri=https%3A%2F%2Fa.cn%2Fjoin%2Fp~1%2Fwechat%3Flang%3Dzh-Hans"
                + "&response_type=code&scope=snsapi_userinfo&state=H1#wechat_redirect")
        let code = try #require(WeChatCode(parsing: "0c1"))
        let secret = try #require(WeChatSecret(parsing: " s3cret\n"))
        #expect(
            wechat.identityAddress(of: code, secret: secret)?.text
                == "https://proxy.example.com/wechat/sns/oauth2/access_token?appid=wxba5fad812f8e6fb9"
                + "&secret=s3cret&code=0c1&grant_type=authorization_code")
        #expect("\(secret)" == "«secret»")
    }

    /// A workspace's areas: one file for each, a circle of a kilometre.
    private func library(_ names: String...) throws -> AreaLibrary {
        let folder = FileManager.default.temporaryDirectory.appending(path: "areas-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for name in names {
            let circle = #"""
                {"type":"Feature","properties":{"radius_m":1000},"geometry":{"type":"Point","coordinates":[121.47,31.23]}}
                """#
            try Data(circle.utf8).write(to: folder.appending(path: "\(name).geojson"))
        }
        return AreaLibrary(folder: folder)
    }

    @Test("Where people must be is one of the workspace's areas, by the evidence that is named")
    func places() throws {
        let library = try library("bund")
        for grade in JoinPlace.grades {
            let text =
                "\(Self.terms)\ncodes: {sender: file}\nwhere: {areas: [bund], evidence: \(grade.rawValue)}"
            let rules = try DocumentReader.read(Array(text.utf8), file: JoinRules.fileName) {
                JoinRules($0, areas: library)
            }
            #expect(rules.place?.areas.map(\.id.text) == ["bund"] && rules.place?.evidence == grade)
        }
        let open = try rules("codes: {sender: file}")
        #expect(open.place == nil)
        let wrong: KeyValuePairs = [
            "{areas: [bund], evidence: terminal}": "3 where.evidence terminal",
            "{areas: [bund]}": "3 where.evidence ", "{evidence: gps}": "3 where.areas ",
            "{areas: [], evidence: gps}": "3 where.areas ",
            "{areas: [bound], evidence: gps}": "3 where.areas[0] bound",
            "{areas: [bund, bund], evidence: gps}": "3 where.areas[1] bund",
            "{areas: [bund], evidence: gps, grade: ip}": "3 where.grade ",
        ]
        for (place, expected) in wrong {
            let text = "\(Self.terms)\ncodes: {sender: file}\nwhere: \(place)"
            let error = #expect(throws: ServiceError.self) {
                try DocumentReader.read(Array(text.utf8), file: JoinRules.fileName) {
                    JoinRules($0, areas: library)
                }
            }
            guard case .invalidInput(let faults)? = error, let fault = faults.first else {
                Issue.record("\(place)")
                continue
            }
            let given = expected.split(separator: " ", omittingEmptySubsequences: false)[2]
            #expect(fault.file == "join.yaml" && faults.count == 1, "\(place)")
            #expect(expected.hasPrefix("\(fault.line ?? 0) \(fault.pointer) "), "\(place): \(fault)")
            #expect(given.isEmpty || fault.detail.contains(given), "\(place): \(fault)")
        }
    }

    @Test(
        "A browser's position is read strictly, and anything else is nothing",
        arguments: [
            ("31.23040,121.47370,35,4", true), ("-37.8,144.96,0,0", true), ("31.2,121.4,35.5,86400", true),
            ("", false), ("31.2,121.4", false), ("31.2,121.4,35", false), ("31.2,121.4,35,4,5", false),
            ("91,121.4,35,4", false), ("31.2,181,35,4", false), ("31.2,121.4,-1,4", false),
            ("31.2,121.4,35,-4", false), ("31.2,121.4,35,86401", false), ("31.2,121.4,35,1.5", false),
            ("nan,121.4,35,4", false), ("31.2,121.4,inf,4", false), ("31.2, 121.4,35,4", false),
            ("1e1,121.4,35,4", false), ("31.2,121.4,35," + String(repeating: "0", count: 60), false),
        ])
    func positions(text: String, isRead: Bool) {
        #expect((JoinPosition(parsing: text) != nil) == isRead)
    }

    @Test(
        "What is wrong is named with its line and field",
        arguments: [
            ("wechat: {app_id: wx1}\ncodes: {sender: file}", "2 wechat.app_id"),
            ("wechat: {scope: all, app_id: wxba5fad812f8e6fb9}\ncodes: {sender: file}", "2 wechat.scope"),
            ("wechat: {}\ncodes: {sender: file}", "2 wechat.app_id"),
            ("proofs: [wechat]\ncodes: {sender: file}", "1 wechat"), ("proofs: [phone]", "1 codes"),
            ("proofs: []\ncodes: {sender: file}", "2 proofs"),
            ("proofs: [fax]\ncodes: {sender: file}", "2 proofs[0]"),
            (
                "proofs: [wechat]\nwechat:\n  app_id: wxba5fad812f8e6fb9\n  interface: http://example.com",
                "5 wechat.interface"
            ),
            (
                "proofs: [wechat]\nwechat:\n  app_id: wxba5fad812f8e6fb9\n  return_to: https://a.cn/?x=1",
                "5 wechat.return_to"
            ),
        ])
    func faults(text: String, place: String) throws {
        let error = #expect(throws: ServiceError.self) { try rules(text) }
        guard case .invalidInput(let faults)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(faults.map { "\($0.line ?? 0) \($0.pointer)" } == [place], "\(faults)")
    }
}
