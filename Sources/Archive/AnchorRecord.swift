import Model

/// An anchor as its JSON record has it.
struct AnchorRecord: Codable {
  var quote: String
  var quote_sha256: String
  var document: String
  var page: Int?
  var offset: Int

  init(_ anchor: Anchor) {
    quote = anchor.quote
    quote_sha256 = anchor.quoteSHA256
    document = anchor.document
    page = anchor.page
    offset = anchor.offset
  }

  var value: Anchor {
    Anchor(quote: quote, quoteSHA256: quote_sha256, document: document, page: page, offset: offset)
  }
}
