import Manifest
import Model

extension SignVerb.Report: Encodable {
  private enum CodingKeys: CodingKey { case article, figure, isNew, editions }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(article.name, forKey: .article)
    try container.encode(check, forKey: .figure)
    try container.encode(isNew, forKey: .isNew)
    try container.encode(editions, forKey: .editions)
  }
}
