import Testing
import Vocabulary

@Suite struct LocalizedTextTests {
    @Test(
        "The exact tag wins, then the same language, then the fallback",
        arguments: [
            ("zh-Hant", "茶葉"), ("zh-Hans", "茶叶"), ("zh", "茶叶"), ("zh-SG", "茶叶"), ("en-AU", "Tea"),
            ("fr", "Tea!"), ("", "Tea!"),
        ])
    func chooses(language: String, expected: String) {
        let text = LocalizedText("Tea!", translations: ["en": "Tea", "zh-Hans": "茶叶", "zh-Hant": "茶葉"])
        #expect(text.text(in: language) == expected)
    }
}
