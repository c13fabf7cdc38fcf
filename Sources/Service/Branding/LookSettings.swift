package import Artwork
import QRSymbol

/// The look of symbols as a brand kit or a command states it; what is left open another one may fill in.
package struct LookSettings: Sendable, Hashable {
    /// What dark modules are painted with.
    package var dark: Fill?
    /// The ground.
    package var light: Paint?
    package var ground: SymbolLook.Ground?
    package var shape: ModuleShape?
    package var frame: FinderShape?
    package var pupil: FinderShape?
    package var frameFill: Fill?
    package var pupilFill: Fill?
    package var lightShape: ModuleShape?
    package var lightFill: Fill?

    package init() {}

    /// Returns these settings, and another's where these are silent.
    package func filled(from other: LookSettings) -> LookSettings {
        var settings = self
        settings.dark = dark ?? other.dark
        settings.light = light ?? other.light
        settings.ground = ground ?? other.ground
        settings.shape = shape ?? other.shape
        settings.frame = frame ?? other.frame
        settings.pupil = pupil ?? other.pupil
        // An eye's fill goes with the modules' that it was chosen for.
        settings.frameFill = frameFill ?? (dark == nil ? other.frameFill : nil)
        settings.pupilFill = pupilFill ?? (dark == nil ? other.pupilFill : nil)
        settings.lightShape = lightShape ?? other.lightShape
        settings.lightFill = lightFill ?? other.lightFill
        return settings
    }

    /// Returns a style that scanners can read.
    ///
    /// - Parameters:
    ///   - quietZone: In modules.
    ///   - logo: The picture on it.
    /// - Returns: The style.
    /// - Throws: `ServiceError.invalidInput`, naming what does not go together.
    package func style(quietZone: Int, logo: Logo?) throws(ServiceError) -> SymbolStyle {
        do {
            return try SymbolStyle(
                dark: dark?.lightestColor ?? .black, light: light?.color ?? .white, quietZone: quietZone,
                logo: logo, look: look)
        } catch {
            throw .invalidInput([.style(error)])
        }
    }

    private var look: SymbolLook {
        var look = SymbolLook.plain
        look.modules = shape ?? look.modules
        look.frames = frame ?? look.frames
        look.pupils = pupil ?? frame ?? look.pupils
        look.lightModules = lightShape ?? (lightFill == nil ? nil : .square)
        look.ground = ground ?? look.ground
        // One colour is the style's own, so that plain symbols stay plain.
        look.moduleFill = dark.flatMap { $0 == .color($0.lightestColor) ? nil : $0 }
        look.frameFill = frameFill
        look.pupilFill = pupilFill
        look.lightFill = lightFill
        if case .process(let inks)? = light?.ink { look.groundInk = inks }
        return look
    }
}

extension Fill {
    /// The colour that stands for the fill where there must be one: what is hardest to tell from the ground.
    var lightestColor: Color {
        stops.map(\.paint.color).max { $0.relativeLuminance < $1.relativeLuminance } ?? .black
    }
}
