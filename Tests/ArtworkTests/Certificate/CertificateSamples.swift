import QRSymbol

@testable import Artwork

/// Symbols to be certified, small so that their tests are quick.
enum CertificateSamples {
    static let text = "HTTPS://EX.CN/A1"

    static func png(
        _ text: String = text, level: CorrectionLevel = .medium, style: SymbolStyle = .blackOnWhite,
        pixelsPerModule: Int = 8
    ) throws -> [UInt8] {
        try SymbolPNG.encode(
            Symbol(encoding: text, level: level), style: style,
            size: PrintSize(dotsPerModule: pixelsPerModule))
    }

    /// The sample symbol, cut out.
    static func subject(style: SymbolStyle = .blackOnWhite) throws -> GauntletSubject {
        try CertificatePicture(of: png(style: style), CertificateOrder()).subject
    }
}

extension TonePlane {
    var mean: Float { values.reduce(0, +) / Float(values.count) }

    /// The mean square distance from the mean.
    var variance: Float {
        let mean = mean
        return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(values.count)
    }

    /// The largest step from a pixel to the next in its row.
    var steepest: Float {
        var steepest: Float = 0
        for y in 0..<height {
            for x in 1..<width {
                steepest = max(steepest, abs(values[y * width + x] - values[y * width + x - 1]))
            }
        }
        return steepest
    }
}
