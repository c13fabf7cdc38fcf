/// What happens to a printed code between the press and a reader, as far as it is simulated.
public enum DamageKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Nothing: the picture as it is drawn.
    case clean
    /// Turned in the picture's plane.
    case rotation
    /// Seen from the side, by a camera 1.8 pictures away.
    case tilt
    /// Out of focus.
    case blur
    /// A hand that moves.
    case motion
    /// Few pixels, as from afar.
    case resolution
    /// The noise of a camera in the dark.
    case noise
    /// Faded ink, fog, glare over all.
    case contrast
    /// Sent on as a JPEG of this quality.
    case jpeg
    /// Light from one side.
    case light
    /// A shadow with an edge across the code.
    case shadow
    /// A sticker or a stain, nowhere on the finders.
    case occlusion
    /// Light on dark.
    case inversion
    /// A wide-angle lens.
    case barrel
    /// Coloured light.
    case cast
    /// Some of these at once, as in a quick photograph.
    case photo
    /// Printed in the printer's dots with ink that spreads, and photographed.
    case print

    /// The name for people.
    public var title: String {
        switch self {
        case .clean: "Undamaged"
        case .rotation: "Rotation"
        case .tilt: "Tilt"
        case .blur: "Out of focus"
        case .motion: "Motion blur"
        case .resolution: "Low resolution"
        case .noise: "Camera noise"
        case .contrast: "Low contrast"
        case .jpeg: "JPEG compression"
        case .light: "Uneven light"
        case .shadow: "Shadow"
        case .occlusion: "Covered in part"
        case .inversion: "Inverted"
        case .barrel: "Lens distortion"
        case .cast: "Coloured light"
        case .photo: "Quick photograph"
        case .print: "Simulated print"
        }
    }

    /// What levels are measured in.
    public var unit: String {
        switch self {
        case .clean, .inversion: ""
        case .rotation, .tilt: "degrees"
        case .blur: "modules, deviation"
        case .motion: "modules, length"
        case .resolution: "pixels a module"
        case .noise: "of 255, deviation"
        case .contrast: "of full contrast"
        case .jpeg: "quality"
        case .light, .shadow: "of the light left"
        case .occlusion: "% of the area"
        case .barrel: "of the radius"
        case .cast: "tungsten, blue, red"
        case .photo: "careful, usual, poor"
        case .print: "mm a module"
        }
    }

    /// The levels of the standard set, from light to heavy.
    ///
    /// All but those of ``print`` are the levels at which the free generators were measured, so that rates compare:
    /// zxing-cpp 1.4 and ZBar 0.23 read a plain code in 78 to 88 of 100.
    public var levels: [Double] {
        switch self {
        case .clean, .inversion: [0]
        case .rotation: [5, 15, 30, 45]
        case .tilt: [20, 35, 50]
        case .blur: [0.3, 0.45, 0.6]
        case .motion: [0.8, 1.3, 1.8]
        case .resolution: [3, 2, 1.5]
        case .noise: [20, 40, 60]
        case .contrast: [0.3, 0.15, 0.08]
        case .jpeg: [40, 20, 10]
        case .light: [0.4, 0.2, 0.1]
        case .shadow: [0.5, 0.25]
        case .occlusion: [3, 5, 8]
        case .barrel: [0.05, 0.1, 0.15]
        case .cast, .photo: [0, 1, 2]
        case .print: [0.4, 0.25, 0.17]
        }
    }

    /// The pixels of a module before the damage.
    var pixelsPerModule: Double {
        switch self {
        // The finest, of which few are made.
        case .resolution, .print: GauntletSubject.pixelsPerModule
        case .noise, .photo: 4
        case .jpeg: 3
        default: 6
        }
    }
}
