/// What would make a logo possible that is too much for a symbol.
public enum LogoRemedy: Sendable, Hashable {
    /// The text, written in so many bytes at most.
    case shorterText(byteCount: Int)
    /// A larger symbol.
    case largerVersion(Int)
    /// Another place than the middle, or a symbol on its side.
    case otherPlace
}

extension LogoPlanner {
    /// Says how much would be possible, and what would make more so.
    func refusal(_ text: [UInt8]) throws -> LogoArea.PlanningError {
        let largest = try largestPercent(text)
        return .tooMuch(percent: wish.percent, largest: largest, remedies: try remedies(text))
    }

    /// By halves, in whole percents: a fraction more is nobody's wish, and less is hardly ever worse.
    private func largestPercent(_ text: [UInt8]) throws -> Double? {
        var (possible, tooMuch) = (Int(LogoWish.percents.lowerBound), Int(wish.percent.rounded(.up)))
        guard try isPossible(text, { $0.percent = Double(possible) }) else { return nil }
        while tooMuch - possible > 1 {
            let middle = (possible + tooMuch) / 2
            if try isPossible(text, { $0.percent = Double(middle) }) {
                possible = middle
            } else {
                tooMuch = middle
            }
        }
        return Double(possible)
    }

    private func remedies(_ text: [UInt8]) throws -> [LogoRemedy] {
        var remedies: [LogoRemedy] = []
        if wish.position != .best, try isPossible(text, { $0.position = .best }) {
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

    /// Codewords are two modules wide: places in between are hardly better.
    private static let roughStep = 2

    private func isPossible(_ text: [UInt8], _ change: (inout LogoWish) -> Void) throws -> Bool {
        var wish = wish
        change(&wish)
        let planner = changed(wish)
        return try planner.versions(text).contains { version in
            try planner.candidates(text, version: version, step: Self.roughStep)
                .contains { $0.left.min() ?? 0 >= Self.leastLeft }
        }
    }
}
