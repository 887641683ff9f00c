/// A feed as a page is read.
enum FeedMarkup {
  /// The feed with a block in the place of each of its own elements: what a reader of HTML knows under the same name is something else (a title,
  /// a link, a source), and the words of two elements are not one sentence.
  static func page(_ feed: String) -> String {
    feed.replacing(#/<(/?)([A-Za-z][\w:.-]*)([^<>]*?)(/?)>/#) { match in
      let name = match.2.lowercased()
      guard !known.contains(name) else { return String(match.0) }
      // An element without an end has no words.
      return match.4.isEmpty ? "<\(match.1)div>" : ""
    }
  }

  private static let known = Set(
    """
    a abbr b bdi bdo blockquote br button caption center cite code col colgroup dd del details dfn dialog div dl dt em fieldset
    figcaption figure font form h1 h2 h3 h4 h5 h6 hr i iframe img input ins kbd label legend li main mark math nav noscript object ol option
    p picture pre q rp rt ruby s samp script section select small span strike strong style sub sup svg table tbody td template textarea
    tfoot th thead tr tt u ul var video wbr article aside footer header address audio canvas embed
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
