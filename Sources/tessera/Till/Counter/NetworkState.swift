import Promotion

/// Where the till stands with its server, in words for the top of the screen.
enum NetworkState: Sendable, Hashable {
    /// Nothing is known yet.
    case connecting
    case online
    /// The till decides by itself since a time of day, and so many entries wait to be uploaded.
    case offline(since: String, waiting: Int)
    /// The server is there again and gets the journal.
    case synchronising(waiting: Int)

    /// What the screen shows.
    func text(in language: SpokenLanguage) -> String {
        switch (self, language) {
        case (.connecting, .english): "connecting"
        case (.connecting, .simplifiedChinese): "正在连接"
        case (.online, .english): "online"
        case (.online, .simplifiedChinese): "在线"
        case (.offline(let since, let waiting), .english): "offline since \(since), \(waiting) waiting"
        case (.offline(let since, let waiting), .simplifiedChinese):
            "\(since) 起离线，\(waiting) 笔待同步"
        case (.synchronising(let waiting), .english): "synchronising, \(waiting) waiting"
        case (.synchronising(let waiting), .simplifiedChinese): "正在同步，剩 \(waiting) 笔"
        }
    }
}
