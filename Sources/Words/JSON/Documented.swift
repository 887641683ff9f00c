/// A report whose document has another shape than the report: the properties of `Document` are its keys, in their order.
package protocol Documented: Encodable {
  associatedtype Document: Encodable
  var document: Document { get }
}

extension Documented {
  package func encode(to encoder: any Encoder) throws { try document.encode(to: encoder) }
}
