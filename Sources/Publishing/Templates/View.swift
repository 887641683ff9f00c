/// What the templates are given: each key is set in each context, for a key that is missing in one would be looked up in the
/// context around it.
typealias View = [String: Any]
