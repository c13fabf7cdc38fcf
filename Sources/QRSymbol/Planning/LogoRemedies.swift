/// What would make a logo possible that is too much for a symbol.
public enum LogoRemedy: Sendable, Hashable {
    /// The text, written in so many bytes at most.
    case shorterText(byteCount: Int)
    /// A larger symbol.
    case largerVersion(Int)
    /// Another place than the middle.
    case otherPlace
}

extension LogoPlanner {
    /// Says how much would be possible, and what would make more so.
    func refusal(_ text: [UInt8]) throws -> LogoArea.PlanningError {
        // Downwards in whole percents: a fraction more is nobody's wish.
        let lower = stride(from: wish.percent.rounded(.up) - 1, through: LogoWish.percents.lowerBound, by: -1)
        let largest = try lower.first { percent in try isPossible(text) { $0.percent = percent } }
        return .tooMuch(percent: wish.percent, largest: largest, remedies: try remedies(text))
    }

    private func remedies(_ text: [UInt8]) throws -> [LogoRemedy] {
        var remedies: [LogoRemedy] = []
        if wish.position == .center, try isPossible(text, { $0.position = .best }) {
            remedies.append(.otherPlace)
        }
        let weakest = try Segmentation(of: text, level: wish.level, minimumVersion: wish.minimumVersion)
            .version
        let larger = weakest + wish.versionSteps + 1...weakest + wish.versionSteps + Self.moreVersions
        let version = try larger.first { version in
            guard Symbol.versions.contains(version) else { return false }
            return try isPossible(text) { ($0.minimumVersion, $0.versionSteps) = (version, 0) }
        }
        if let version { remedies.append(.largerVersion(version)) }
        let shorter = stride(from: text.count * 3 / 4, through: text.count / 4, by: -max(1, text.count / 8))
        let count = try shorter.first { count in
            guard count > 0 else { return false }
            return try isPossible(Array(text.prefix(count))) { $0.minimumVersion = weakest }
        }
        if let count { remedies.append(.shorterText(byteCount: count)) }
        return remedies
    }

    /// Larger symbols than these have modules of half the size.
    private static let moreVersions = 4

    private func isPossible(_ text: [UInt8], _ change: (inout LogoWish) -> Void) throws -> Bool {
        var wish = wish
        change(&wish)
        return try changed(wish).candidates(text).contains { $0.left.min() ?? 0 >= Self.leastLeft }
    }
}
