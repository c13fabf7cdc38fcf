/// The packet of metadata by which programs know a file of PDF/X-4 (ISO 15930-7, 6.7; ISO 16684-1).
enum PDFMetadata {
    /// Returns the packet.
    ///
    /// - Parameters:
    ///   - title: Of the document.
    ///   - date: When it was made, ISO 8601 in UTC.
    ///   - identity: 32 hexadecimal digits.
    /// - Returns: The packet.
    static func packet(title: String, date: String, identity: String) -> String {
        """
        <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
         xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
         xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
        <pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
        <dc:format>application/pdf</dc:format>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">\(escaped(title))</rdf:li></rdf:Alt></dc:title>
        <pdf:Producer>Tessera</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
        <xmp:CreateDate>\(date)</xmp:CreateDate><xmp:ModifyDate>\(date)</xmp:ModifyDate>
        <xmp:MetadataDate>\(date)</xmp:MetadataDate>
        <xmpMM:DocumentID>uuid:\(identity)</xmpMM:DocumentID>
        <xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """
    }
}

extension PDFFile {
    /// Writes the press that the file is made for and returns the array of the catalog.
    mutating func add(_ intent: OutputIntent) -> Reference {
        let profile = add(compressed: intent.profile, "/N \(intent.componentCount)")
        var body = PDFText("[<</Type/OutputIntent/S/GTS_PDFX/OutputConditionIdentifier")
        body.append(label: intent.condition)
        body.append("/Info")
        body.append(label: intent.condition)
        body.append("/RegistryName(http://www.color.org)/DestOutputProfile \(profile.text)>>]")
        return add(body)
    }
}
