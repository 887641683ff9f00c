import Model

/// Opens page `page` (from 1) of an edition's snapshots as records; nil after the last page.
package typealias PageOpener = (_ edition: Edition, _ page: Int) throws -> (
  reader: any RecordReader, rawNames: [String]
)?
