import Archive

/// A workbook made by hand, part by part, so that the reader is not held against another writer of ours.
struct Package {
    /// The parts by their paths in the zip.
    var parts: [(name: String, text: String)]

    /// A workbook of one sheet, `List`.
    ///
    /// - Parameters:
    ///   - rows: The sheet's rows, as XML.
    ///   - strings: The shared texts, as XML of `si` elements.
    ///   - bookProperties: What `workbookPr` says.
    init(rows: String, strings: String = "", bookProperties: String = "") {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        let relations = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts = [
            (
                "_rels/.rels",
                """
                <Relationships xmlns="\(relations)">
                <Relationship Id="rId1" Type="\(office)/officeDocument" Target="/xl/workbook.xml"/></Relationships>
                """
            ),
            (
                "xl/workbook.xml",
                """
                <workbook xmlns="\(main)" xmlns:r="\(office)"><workbookPr \(bookProperties)/><sheets>
                <sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>
                """
            ),
            (
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(relations)">
                <Relationship Id="rId1" Type="\(office)/worksheet" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Type="\(office)/sharedStrings" Target="sharedStrings.xml"/>
                <Relationship Id="rId3" Type="\(office)/styles" Target="styles.xml"/></Relationships>
                """
            ),
            (
                "xl/worksheets/sheet1.xml",
                #"<x:worksheet xmlns:x="\#(main)"><x:sheetData>\#(rows)</x:sheetData></x:worksheet>"#
                    .replacingPrefixes()
            ),
            ("xl/sharedStrings.xml", "<sst xmlns=\"\(main)\">\(strings)</sst>"),
            (
                "xl/styles.xml",
                """
                <styleSheet xmlns="\(main)"><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
                <numFmt numFmtId="165" formatCode="0&quot;day&quot;"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
                </styleSheet>
                """
            ),
        ]
    }

    /// The zip.
    func bytes() throws -> [UInt8] {
        var packed: [UInt8] = []
        let writer = try ArchiveWriter(.zip, modifiedSecondsSince1970: 1_795_262_400) { packed += $0 }
        for part in parts { try writer.add(part.name, bytes: Array(part.text.utf8)) }
        try writer.finish()
        return packed
    }
}

extension String {
    /// Writes the elements of a sheet with the prefix that the sheet declares.
    fileprivate func replacingPrefixes() -> String {
        var text = self
        for name in ["row", "c", "v", "f", "is", "t", "rPh", "r"] {
            for end in [" ", ">", "/>"] {
                text = text.replacing("<\(name)\(end)", with: "<x:\(name)\(end)")
            }
            text = text.replacing("</\(name)>", with: "</x:\(name)>")
        }
        return text
    }
}
