/// Bytes of the archive that are missing or differ from what was stored.
///
/// It is not a ``Problem`` of an edition, which would hold the edition back: the rows in the warehouse stay valid, and
/// the archive has to be repaired.
package struct ArchiveDamage: Error, Sendable {
  package var problem: Problem

  package init(_ problem: Problem) { self.problem = problem }
}
