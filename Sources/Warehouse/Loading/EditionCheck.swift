import Model

/// Checks the state of the dataset after an edition; gives what is wrong, or nil.
package typealias EditionCheck = (_ session: Session, _ edition: Edition) throws -> Problem?
