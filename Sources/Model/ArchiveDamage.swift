/// Bytes of the archive that are missing or no longer what was stored.
///
/// Not a ``Problem`` of an edition, which would hold the edition back: what the warehouse knows of it stands, and the archive
/// is what must be mended.
package struct ArchiveDamage: Error, Sendable {
  package var problem: Problem

  package init(_ problem: Problem) { self.problem = problem }
}
