public import Vocabulary

/// The areas that an offer is good in, as they were when its campaign was applied.
///
/// The stores in them are the offer's `stores`: resolved once, so that a till without a network decides as the server
/// does, and an area or a store that is moved changes nothing until the campaign is applied again. What is kept here
/// tells a store outside the areas from one whose place was not known then.
public struct AreaScope: Sendable, Hashable, Codable {
    /// One or more, sorted; a store in any of them is in.
    public let areas: [AreaID]
    /// What the offer's stores were before the areas took some away.
    public let among: Conditions.StoreScope
    /// Those of them that are outside all the areas, sorted.
    public let outside: [StoreID]

    public init(areas: [AreaID], among: Conditions.StoreScope, outside: [StoreID]) {
        self.areas = areas
        self.among = among
        self.outside = outside
    }

    /// Why a store that is none of the offer's is not; `nil` if that has nothing to do with areas.
    func refusal(_ store: StoreID, good stores: [StoreID]) -> Refusal? {
        guard among.includes(store) else { return nil }
        // Whatever is not known to be outside was not known at all: the rule is fail-closed.
        return outside.contains(store)
            ? .outsideArea(areas: areas, stores: stores) : .locationUnknown(areas: areas)
    }
}
