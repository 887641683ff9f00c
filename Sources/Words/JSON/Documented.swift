/// A report whose JSON document has a different shape: the document has the properties of `Document` as keys, in order.
package protocol Documented: Encodable {
  associatedtype Document: Encodable
  var document: Document { get }
}

extension Documented {
  package func encode(to encoder: any Encoder) throws { try document.encode(to: encoder) }
}
