import Measurement
import Testing

@Suite struct ScanClassifierTests {
    static let browsers = [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Mobile/15E148 MicroMessenger/8.0.53(0x1800352d) NetType/WIFI Language/zh_CN",
        "Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG 9) AppleWebKit/537.36 (KHTML, like Gecko) "
            + "Chrome/130.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/17.6 Mobile/15E148 Safari/604.1 [FBAN/FBIOS;FBAV/480.0]",
        "Mozilla/5.0 (Linux; U; Android 13; zh-CN; 2201123C) AppleWebKit/537.36 UCBrowser/15.5 Mobile",
    ]

    static let senders: [(agent: String, ScanClass)] = [
        ("WhatsApp/2.23.20.0", .preview),
        ("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", .preview),
        ("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", .preview),
        ("TelegramBot (like TwitterBot)", .preview),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", .crawler),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)", .crawler),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0.0.0 Safari/537.36",
            .crawler
        ),
        ("Mozilla/5.0 (compatible; SomeNewBot/0.1)", .crawler),
        ("curl/8.5.0", .crawler),
        ("python-requests/2.32.3", .crawler),
        ("Microsoft Office Existence Discovery", .securityScan),
        ("Mozilla/5.0 (compatible; CensysInspect/1.1; +https://about.censys.io/)", .securityScan),
        ("SomeScanApp 3.1", .unknown),
        ("", .unknown),
        ("   ", .unknown),
    ]

    @Test("A browser, also one inside an app, is a person", arguments: browsers)
    func people(agent: String) {
        let classification = ScanClassifier.classify(.init(userAgent: agent))
        #expect(classification.scanClass == .human)
        #expect(classification.signal == .browserLike)
        #expect(classification.listVersion == UserAgentTokens.version)
    }

    @Test("A program is known by what it calls itself, in any case", arguments: senders)
    func machines(agent: String, expected: ScanClass) {
        #expect(ScanClassifier.classify(.init(userAgent: agent)).scanClass == expected)
        #expect(ScanClassifier.classify(.init(userAgent: agent.uppercased())).scanClass == expected)
    }

    @Test(
        "A browser that loads ahead says so",
        arguments: [
            ("prefetch", ScanClass.prefetch), ("prefetch;prerender", .prefetch), ("preview", .preview),
            ("something", .human),
        ])
    func purposes(header: String, expected: ScanClass) {
        let request = ScanClassifier.Request(userAgent: Self.browsers[0], purposes: [header])
        #expect(ScanClassifier.classify(request).scanClass == expected)
    }

    @Test("A HEAD is nobody's visit, and staff are staff whatever they use")
    func precedence() {
        let head = ScanClassifier.Request(method: .head, userAgent: Self.browsers[0])
        #expect(ScanClassifier.classify(head).scanClass == .preview)
        let namedHead = ScanClassifier.Request(method: .head, userAgent: "curl/8.5.0")
        #expect(ScanClassifier.classify(namedHead).scanClass == .crawler)
        let staff = ScanClassifier.Request(
            method: .head, sender: .staff, userAgent: "curl/8.5.0", purposes: ["prefetch"])
        #expect(ScanClassifier.classify(staff).scanClass == .staffTest)
    }

    @Test("What follows 512 bytes of a user agent is not looked at")
    func longUserAgent() {
        let long = "Mozilla/5.0 " + String(repeating: "x", count: 600) + " Googlebot/2.1"
        #expect(ScanClassifier.classify(.init(userAgent: long)).scanClass == .human)
    }

    @Test("A landing turns an unknown sender into a person, and no machine")
    func landing() {
        for scanClass in ScanClass.allCases {
            let expected = scanClass == .unknown ? ScanClass.human : scanClass
            #expect(scanClass.confirmedByLanding() == expected)
            #expect(scanClass.isNet == (scanClass == .human))
        }
    }
}
