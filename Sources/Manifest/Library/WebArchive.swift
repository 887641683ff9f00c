/// A web archive that keeps copies of publishers' files, as `web_archive` in Config names it.
package struct WebArchive: Equatable, Sendable {
  /// The address of its index, a CDX server or a Memento TimeMap, with `{url}` for the publisher's address.
  package var index: String
  /// The address of one copy, as the publisher sent it, with `{timestamp}` and `{url}`.
  package var capture: String
  /// The pause between two requests, in seconds.
  package var pauseSeconds: Double

  /// The Internet Archive's Wayback Machine. `id_` asks for the bytes as they came, without its toolbar and with its links as they were.
  package static let internetArchive = WebArchive(
    index: "https://web.archive.org/cdx/search/cdx?url={url}&output=json"
      + "&fl=timestamp,original,mimetype,statuscode,digest",
    capture: "https://web.archive.org/web/{timestamp}id_/{url}", pauseSeconds: 2)
}
