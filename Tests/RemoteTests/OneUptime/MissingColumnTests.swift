import Testing

@testable import Remote

struct MissingColumnTests {
  @Test(arguments: [
    (
      "Invalid select clause. Cannot select on \"nope\". This column does not exist on Incoming Call "
        + "Log Item. Here are the columns you can select on instead: _id, createdAt",
      MissingColumn(name: "nope", model: "Incoming Call Log Item")
    ),
    (
      "Column timezone on User does not support read on relation query.",
      MissingColumn(name: "timezone", model: "User")
    ),
    (
      "Column nope_2 not found on Incoming Call Log",
      MissingColumn(name: "nope_2", model: "Incoming Call Log")
    ),
    (
      "You do not have permissions to select on - userPhoneNumber. You need any one of these "
        + "permissions: Project Owner",
      MissingColumn(name: "userPhoneNumber")
    ),
    ("nope column does not exist on Team", MissingColumn(name: "nope", model: "Team")),
    ("Limit should be less than 10000", nil),
    ("Invalid column on Incoming Call Log Item - nope. Column does not exist.", nil),
    ("Column a b on User does not support read on relation query.", nil),
    ("You do not have permissions to read Incoming Call Log. You need one of these: Viewer", nil),
    ("GroupBy is currently not supported", nil), ("", nil),
  ])
  func `a column is known by the server's words`(words: String, column: MissingColumn?) {
    #expect(MissingColumn(in: words) == column)
  }
}
