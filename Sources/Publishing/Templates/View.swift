/// The data of a template. Every context sets every key, because Mustache looks up a missing key in the enclosing
/// context.
typealias View = [String: Any]
