/// What the numbers that stand for users, rules, phones and so on in an ``AttemptSegment`` mean.
///
/// Every list is indexed by those numbers; entry 0 is "none" and is never looked at.
package struct Directory: Sendable {
  /// Something with an id, and a name where one is known.
  package struct Member: Sendable, Hashable {
    package var id: Identifier
    package var name: String?
    /// Users only.
    package var email: String?

    package init(id: Identifier, name: String? = nil, email: String? = nil) {
      self.id = id
      self.name = name
      self.email = email
    }
  }

  package var projects: [Member?] = [nil]
  package var users: [Member?] = [nil]
  package var rules: [Member?] = [nil]
  package var policies: [Member?] = [nil]
  /// Phone numbers as they were dialled.
  package var phones: [String] = [""]
  package var statuses: [String] = [""]

  package init() {}
}
