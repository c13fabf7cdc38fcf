import Promotion
import Store
import Vocabulary

/// What a campaign's allowance for tills without a network does not reach, and its file cannot know.
package enum AllowanceAdvice {
    /// Three batches are named: enough to find the others.
    private static let namedBatchCount = 3

    /// Returns a sentence for each offer that tills give only in part, or not at all, while they are offline.
    ///
    /// - Parameters:
    ///   - campaign: The campaign; without an allowance there is nothing to say.
    ///   - batches: All batches.
    /// - Returns: What to tell whoever declared it.
    static func warnings(of campaign: Campaign, _ batches: [BatchRecord]) -> [String] {
        guard campaign.allowance != nil else { return [] }
        return campaign.offers.compactMap { offer in
            guard offer.conditions.holder == .bearer else {
                return
                    "\(offer.id) is for members, whom only the server knows: no till gives it by the allowance."
            }
            let short = batches.filter { $0.offer == offer.id && $0.profile == .short && $0.state == .issued }
            guard !short.isEmpty else { return nil }
            let names = short.map(\.id.text).sorted()
            let rest = names.count > namedBatchCount ? " and \(names.count - namedBatchCount) more" : ""
            return
                "\(offer.id) has short codes (\(names.prefix(namedBatchCount).joined(separator: ", "))\(rest)), "
                + "which only the server can check: the allowance is for signed codes."
        }
    }
}
