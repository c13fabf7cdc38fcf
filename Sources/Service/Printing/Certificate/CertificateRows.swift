import Artwork

/// The rates of a certificate as rows of an HTML table.
struct CertificateRows {
    private let certificate: SymbolCertificate

    init(_ certificate: SymbolCertificate) {
        self.certificate = certificate
    }

    /// A row for each kind of damage, its levels below it.
    var html: String {
        RateBars(certificate).lines.map { line in
            let levels = line.levels.isEmpty ? "" : "<small>\(line.levels)</small>"
            return "<tr><th scope=\"row\">\(line.kind.title)\(levels)</th>\(Self.cells(line.summary))</tr>"
        }.joined(separator: "\n")
    }

    /// A cell with a bar for each reader.
    static func cells(_ summary: RateSummary) -> String {
        summary.readers.map { reader in
            let percent = Int(reader.percent.rounded())
            return "<td><span class=\"bar\"><i style=\"width:\(percent)%\"></i></span>"
                + "<b>\(percent)&#8239;%</b></td>"
        }.joined()
    }
}
