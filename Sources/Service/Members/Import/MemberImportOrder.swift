/// What is to be imported, and how.
package struct MemberImportOrder: Sendable {
    package var list: MemberList
    package var form: ListForm
    package var mapping: ListMappingFile
    /// Whether the store stays as it is; the answers are those of the import.
    package var isDryRun: Bool

    /// Makes an order to import a list that is written as ours are.
    package init(
        _ list: MemberList, form: ListForm = ListForm(), mapping: ListMappingFile = .ours,
        isDryRun: Bool = false
    ) {
        self.list = list
        self.form = form
        self.mapping = mapping
        self.isDryRun = isDryRun
    }
}
