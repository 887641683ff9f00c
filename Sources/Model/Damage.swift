/// Bytes of the archive that are missing or no longer what was stored.
///
/// Not a ``Problem`` of an edition, which would hold the edition back: what the warehouse knows of it stands, and the archive
/// is what must be mended.
public struct Damage: Error, Sendable {
  public var problem: Problem

  public init(_ problem: Problem) { self.problem = problem }
}
