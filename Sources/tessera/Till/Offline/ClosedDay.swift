import Promotion

/// What became of the leases when the till closed for the day.
enum ClosedDay: Sendable, Hashable {
    /// There were none.
    case nothing
    /// So many uses are free for everybody again.
    case back(Int)
    /// So many are given back by the journal, of which the server has not heard.
    case later(Int)

    /// One sentence.
    func text(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.nothing, .english): "Nothing is leased to this till."
        case (.nothing, .simplifiedChinese): "本机没有预留的券。"
        case (.back(let uses), .english):
            "Given back: \(EnglishCount.text(uses, "leased use")), which any till may give now."
        case (.back(let uses), .simplifiedChinese): "已归还 \(uses) 次预留，各收银台现可使用。"
        case (.later(let uses), .english):
            "Given back: \(EnglishCount.text(uses, "leased use")); "
                + "the server hears of it when this till starts with a network."
        case (.later(let uses), .simplifiedChinese): "已归还 \(uses) 次预留；本机下次联网启动时告知服务器。"
        }
    }
}
