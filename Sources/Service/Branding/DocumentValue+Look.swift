import Artwork
import Vocabulary

extension DocumentValue {
    /// Returns a name of letters, digits and hyphens, as colours, frames and kits have.
    func kebabName() -> String? {
        parsed("a name of 1 to 40 lower-case letters, digits and hyphens") { text in
            let isName = text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
            return isName && (1...40).contains(text.utf8.count) ? text : nil
        }
    }

    /// Returns a colour of a screen.
    func color() -> Color? {
        parsed("a colour such as \"#0b6e4f\", in quotes since a bare # begins a comment") {
            try? Color(parsing: $0)
        }
    }

    /// Returns a fill whose colours may be names.
    func fill(_ paint: (String) -> Paint?) -> Fill? {
        guard let text = scalar("a fill") else { return nil }
        do { return try Fill(parsing: text, paint: paint) } catch {
            fault(error.sentence + ".")
            return nil
        }
    }

    /// Returns the fills of frames and pupils.
    func eyeFill(_ paint: (String) -> Paint?) -> (frame: Fill, pupil: Fill)? {
        guard let text = scalar("a fill, or two with a slash between them") else { return nil }
        do { return try LookSettings.eyeFill(text, paint: paint) } catch {
            fault(error.sentence + ".")
            return nil
        }
    }
}
