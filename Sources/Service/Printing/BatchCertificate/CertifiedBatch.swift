/// A batch's certificate, ready to be written.
struct CertifiedBatch {
    let order: BatchCertificateOrder
    let document: BatchCertificateDocument
    let bytes: [UInt8]

    /// What the print's report says of it.
    var line: BatchPrinting.Certificate {
        .init(path: order.url.plainPath, grade: document.grade, verdict: document.verdict)
    }
}
