import Artwork

extension Gallery {
    /// The page that shows all pictures, which lie beside it as `NAME.svg`.
    package var page: String {
        var body = ""
        for section in sections {
            body += "<h2>\(section.title)</h2>\n<div class=\"items\">\n"
            for item in section.items {
                let ground = item.style.look.ground == .knockedOut ? " class=\"dark\"" : ""
                body += """
                    <figure><img\(ground) src="\(item.name).svg" alt="\(item.title.asHTML)" loading="lazy">
                    <figcaption>\(item.title.asHTML)<code>\(item.options.asHTML)</code></figcaption></figure>

                    """
            }
            body += "</div>\n"
        }
        return Self.head + body + "</main></body></html>\n"
    }

    private static let head = """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>Tessera: shapes, fills, frames and brands</title>
        <style>
        :root{color-scheme:light dark;--ground:#faf9f5;--ink:#1d1d1b;--muted:#5f5e5a;--line:#dedcd2}
        @media(prefers-color-scheme:dark){:root{--ground:#1b1b1a;--ink:#f1efe8;--muted:#b4b2a9;--line:#3a3a37}}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,"Noto Sans",sans-serif}
        main{max-width:76rem;margin:auto;padding:1.5rem}h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:2.2rem}
        .items{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:1.2rem}
        figure{margin:0}img{display:block;width:100%;height:13rem;object-fit:contain;background:#fff;
        border:1px solid var(--line);border-radius:.5rem;box-sizing:border-box;padding:.4rem}img.dark{background:#0d2a4a}
        figcaption{margin-top:.4rem;font-size:.9rem}code{display:block;color:var(--muted);font-size:.72rem;
        overflow-wrap:anywhere;margin-top:.15rem}
        </style></head><body><main>
        <h1>Shapes, fills, frames and brands</h1>
        <p>Every picture was read by a reader before it was kept. Below each stand the options of
        <code style="display:inline">tessera qr</code> that draw it.</p>

        """
}

extension String {
    /// The text as it may stand in HTML.
    fileprivate var asHTML: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            default: text.append(character)
            }
        }
    }
}
