import QRSymbol
import Testing

@testable import Artwork

@Suite struct PlateEstimateTests {
    @Test("Black is one plate and white none, and their contrast is that of ink on paper")
    func blackOnWhite() {
        let estimate = PlateEstimate(dark: .black, light: .white)
        #expect(estimate.dark.black == 1 && estimate.dark.count == 1 && estimate.dark.totalPercent == 100)
        #expect(estimate.light.count == 0 && estimate.light.totalPercent == 0)
        #expect(abs(estimate.symbolContrast - (0.876 - 0.021)) < 1e-9)
        #expect(abs(estimate.blackPlateContrast - estimate.symbolContrast) < 1e-9)
    }

    @Test(
        "Full inks reflect what the press aims at, alone and over each other",
        arguments: [
            (Color(red: 0, green: 255, blue: 255), 0.229), (Color(red: 255, green: 0, blue: 255), 0.168),
            (Color(red: 255, green: 255, blue: 0), 0.741), (Color(red: 255, green: 0, blue: 0), 0.160),
            (Color(red: 0, green: 255, blue: 0), 0.184), (Color(red: 0, green: 0, blue: 255), 0.041),
        ])
    func solids(color: Color, reflectance: Double) {
        let estimate = PlateEstimate(dark: color, light: .white)
        #expect(abs(estimate.darkReflectance - reflectance) < 1e-9)
        #expect(estimate.dark.black == 0 && estimate.blackPlateContrast == 0)
    }

    @Test("A darker colour never prints lighter")
    func monotonous() {
        var last = 1.0
        for grey in stride(from: 255, through: 0, by: -15) {
            let value = UInt8(grey)
            let reflectance = PlateEstimate.Plates(Color(red: value, green: value, blue: value)).reflectance
            #expect(reflectance < last)
            last = reflectance
        }
    }
}
