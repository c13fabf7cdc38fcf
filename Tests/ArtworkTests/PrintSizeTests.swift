import Artwork
import Testing

@Suite struct PrintSizeTests {
    @Test(
        "A module snaps to whole dots, and the size that results is told",
        arguments: [
            // GS1's smallest module for retail at common resolutions, and an exact half millimetre.
            (millimetres: 0.396, dotsPerInch: 203, dots: 3, result: 0.375_369),
            (0.396, 300, 5, 0.423_333),
            (0.396, 600, 9, 0.381),
            (0.5, 254, 5, 0.5),
        ])
    func snaps(millimetres: Double, dotsPerInch: Int, dots: Int, result: Double) throws {
        let size = try PrintSize(moduleMillimetres: millimetres, dotsPerInch: dotsPerInch)
        #expect(size.dotsPerModule == dots)
        #expect(abs(size.moduleMillimetres - result) < 1e-6)
    }

    @Test("A symbol fits a side exactly where dots allow it")
    func fits() throws {
        #expect(try PrintSize(fitting: 15, modules: 30, dotsPerInch: 254).dotsPerModule == 5)
        #expect(try PrintSize(fitting: 14.99, modules: 30, dotsPerInch: 254).dotsPerModule == 4)
    }

    @Test("Sizes that no printer makes are refused")
    func refuses() {
        #expect(throws: PrintSize.SizeError.dotsPerModule(0, allowed: 1...100)) {
            try PrintSize(dotsPerModule: 0)
        }
        #expect(throws: PrintSize.SizeError.dotsPerModule(118, allowed: 1...100)) {
            try PrintSize(moduleMillimetres: 10, dotsPerInch: 300)
        }
        #expect(throws: PrintSize.SizeError.dotsPerInch(0, allowed: 36...4_800)) {
            try PrintSize(moduleMillimetres: 1, dotsPerInch: 0)
        }
        for millimetres in [0, -1, Double.nan, -Double.infinity] {
            #expect(throws: PrintSize.SizeError.self) {
                try PrintSize(moduleMillimetres: millimetres, dotsPerInch: 300)
            }
        }
        #expect(throws: PrintSize.SizeError.self) {
            try PrintSize(moduleMillimetres: Double.infinity, dotsPerInch: 300)
        }
    }
}
