import Vocabulary

extension MemberID {
    /// 16 symbols of five bits: of ten million ids that an import draws, two are equal with a chance of 4 in 10¹¹.
    private static let importedSymbolCount = 16

    /// Returns a new id for one of many members.
    static func drawn(_ surroundings: Surroundings) -> MemberID {
        MemberID(unchecked: surroundings.newName("M", symbolCount: importedSymbolCount))
    }
}
