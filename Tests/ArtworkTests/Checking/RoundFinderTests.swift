import QRSymbol
import Testing

@testable import Artwork

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

@Suite struct RoundFinderTests {
    /// Draws a symbol whose finders have these shapes.
    private static func plane(
        _ symbol: Symbol, _ frames: FinderShape, _ pupils: FinderShape, scale: Int
    ) throws -> TonePlane {
        let style = try SymbolStyle(look: look(frames, pupils))
        let raster = try SymbolPNG.raster(symbol, style: style, scale: scale)
        return TonePlane(
            width: raster.width, height: raster.height, values: raster.luminance.map { Float($0) })
    }

    private static func look(_ frames: FinderShape, _ pupils: FinderShape) -> SymbolLook {
        var look = SymbolLook()
        (look.frames, look.pupils) = (frames, pupils)
        return look
    }

    /// The corners of a symbol with its quiet zone of four modules, turned as ``TonePlane/rotated(degrees:)`` does.
    private static func corners(_ symbol: Symbol, scale: Int, degrees: Double, side: Int) -> [Spot] {
        let half = Double(symbol.size * scale) / 2
        let (cosine, sine) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        let middle = Double(side) / 2
        return [(-half, -half), (half, -half), (half, half), (-half, half)].map { across, down in
            Spot(x: middle + cosine * across + sine * down, y: middle - sine * across + cosine * down)
        }
    }

    @Test(
        "Whatever shape frames and pupils have, upright and turned, the symbol's own size and codewords are found",
        arguments: FinderShape.allCases, FinderShape.allCases)
    func everyShape(frames: FinderShape, pupils: FinderShape) throws {
        let (version, scale) = (4, 6)
        let symbol = try Symbol(encoding: "HTTPS://EX.CN/A1", level: .medium, minimumVersion: version)
        let upright = try Self.plane(symbol, frames, pupils, scale: scale)
        for degrees in [0.0, 13] {
            let picture = upright.rotated(degrees: degrees).grey
            let corners = Self.corners(symbol, scale: scale, degrees: degrees, side: picture.width)
            let measured = ModuleSampling.measure(picture, corners: corners)
            let sampling = try #require(measured, "\(degrees)°")
            #expect(sampling.size == symbol.size, "\(degrees)°")
            #expect(abs(sampling.modulePixelWidth / Double(scale) - 1) < 0.005)
            let read = try #require(ReadModules(sampling).inspection)
            #expect(read.version == version && read.level == symbol.level && read.mask == symbol.mask)
            #expect(read.wrongCodewordCount == 0 && read.text == symbol.payload)
        }
    }

    @Test(
        "The certificate of a symbol knows its version and damage, whatever its finders are",
        arguments: FinderShape.allCases)
    func certificate(shape: FinderShape) throws {
        let symbol = try Symbol(encoding: "HTTPS://EX.CN/A1", level: .medium, minimumVersion: 4)
        let plane = try Self.plane(symbol, shape, shape, scale: 6)
        for degrees in [0.0, 13] {
            let grey = plane.rotated(degrees: degrees).grey
            var raster = Raster(width: grey.width, height: grey.height, filledWith: .white)
            for place in grey.pixels.indices {
                for part in 0..<3 { raster.pixels[place * 3 + part] = grey.pixels[place] }
            }
            let certificate = try CertificateTests.certify(
                raster.png(), .init(damages: [Damage(.clean, 0)]))
            let plan = try #require(certificate.plan)
            #expect(plan.version == 4 && plan.level == "M" && plan.mask == symbol.mask)
            #expect(plan.wrongCodewords == 0 && plan.damageLeft == plan.blocks.first?.correctable)
            #expect(plan.wrongTimingModules == 0 && certificate.heat != nil)
        }
    }
}
