/// Words by which programs name themselves in `User-Agent`, in lower case.
///
/// Gathered from the operators' own pages and the lists of CrawlerDetect (Shlink) and Dub. Change a list and raise
/// `version`: stored scans say which version classified them.
package enum UserAgentTokens {
    /// Counts up with each change of a list below.
    package static let version = 1

    /// Whoever looks for harm behind a link; tried first, since guards like to look like browsers.
    static let securityScans = [
        "google-safety", "safebrowsing", "microsoft office existence discovery", "barracuda", "proofpoint",
        "mimecast", "symantec", "trendmicro", "trend micro", "fortiguard", "zscaler", "virustotal", "urlscan",
        "netcraft", "censysinspect", "expanse", "shodan", "zgrab", "masscan", "nmap", "nuclei", "nikto",
        "sqlmap",
        "qualys", "internet-measurement", "cloudflare-securitycenter",
    ]

    /// Whoever fetches a page to show it in a conversation.
    static let previews = [
        "whatsapp/", "facebookexternalhit", "facebookcatalog", "facebot", "twitterbot", "slackbot",
        "slack-imgproxy", "telegrambot", "discordbot", "linkedinbot", "skypeuripreview", "microsoftpreview",
        "bingpreview", "viber", "line-poker", "kakaotalk-scrap", "redditbot", "pinterestbot", "vkshare",
        "mastodon/", "snap url preview", "iframely", "embedly", "nuzzel", "tumblr/", "dingtalkbot",
        "googlemessages", "google-pagerenderer", "zalo-preview", "cardyb", "bluesky",
    ]

    /// Search engines, archives and model builders by name, and programs that drive a browser.
    static let crawlers = [
        "googlebot", "google-inspectiontool", "googleother", "adsbot-google", "mediapartners-google",
        "storebot-google", "google-read-aloud", "bingbot", "baiduspider", "yandexbot", "duckduckbot",
        "applebot",
        "bytespider", "petalbot", "sogou web spider", "360spider", "haosouspider", "yisouspider", "ahrefsbot",
        "semrushbot", "mj12bot", "dotbot", "ccbot", "gptbot", "chatgpt-user", "oai-searchbot", "claudebot",
        "perplexitybot", "amazonbot", "meta-externalagent", "archive.org_bot", "ia_archiver",
        "headlesschrome",
        "phantomjs", "electron-fetch", "lighthouse", "uptimerobot", "pingdom", "statuscake", "site24x7",
    ]

    /// Libraries and command-line programs, whose names come first in what they send.
    static let programs = [
        "curl/", "wget/", "python-requests/", "python-urllib", "python/", "aiohttp/", "python-httpx/",
        "go-http-client/", "java/", "okhttp/", "apache-httpclient/", "libwww-perl/", "lwp::", "ruby", "php/",
        "guzzlehttp/", "node-fetch", "axios/", "undici", "got (", "scrapy/", "dart/", "postmanruntime/",
        "insomnia/", "httpie/", "reqwest/", "hyper/", "rest-client/",
    ]

    /// Endings by which other programs say what they are.
    static let crawlerWords = ["bot", "spider", "crawler"]

    /// Phones whose makers' names end like a program's.
    static let notCrawlers = ["cubot"]

    /// What every browser and every page inside an app begins with (RFC 9110, section 10.1.5, and history).
    static let browserPrefixes = ["mozilla/", "opera/", "dalvik/", "ucweb/"]
}
