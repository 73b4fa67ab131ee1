internal import Reports

/// The columns of a list of attempts.
enum AttemptListColumn {
  static let all: [Column] = [
    column("id", "Attempt", .identifier, "The attempt's _id."),
    column("call_id", "Call", .identifier, "The call's id, incomingCallLogId."),
    column("project_id", "Project id", .identifier, "The project's id."),
    column("project_name", "Project", .text, "The project's name, where it is known."),
    column("user_id", "User id", .identifier, "The user whose phone rang."),
    column("user_name", "User", .text, "The user's name, where it is known."),
    column("user_email", "Email", .text, "The user's email, where it is known."),
    column("rule_id", "Rule id", .identifier, "The escalation rule that rang the user."),
    column("rule_name", "Rule", .text, "The rule's name, where it has one."),
    column("policy_id", "Policy id", .identifier, "The policy of the call, else of the rule."),
    column("policy_name", "Policy", .text, "The policy's name, where it is known."),
    column("number", "Number", .phone, "The user's phone as it was dialled."),
    column("country", "Country", .text, "The E.164 country calling code of the number."),
    column("status", "Status", .text, "The status as OneUptime stored it."),
    column("status_message", "Message", .text, "The message beside the status."),
    column("outcome", "Outcome", .text, "How the attempt ended, one of eight words."),
    column("is_answered", "Answered", .boolean, "Whether the user answered."),
    column("position", "Position", .ordinal, "The attempt's rank in its call; 1 rang first."),
    column("round", "Round", .ordinal, "1, and one more each time the same rule rang again."),
    column("created_at", "Created", .instant, "When the record was made."),
    column("updated_at", "Updated", .instant, "When the record was last changed."),
    column("started_at", "Started", .instant, "When the attempt started."),
    column("ended_at", "Ended", .instant, "When the attempt ended; empty while it rings."),
    column("dial_seconds", "Dial time", .seconds, "Talk time of the answered leg."),
    column(
      "ring_seconds",
      "Ring time",
      .seconds,
      "Whole seconds from start to end, less the talk time; empty where that is negative."
    ),
    column(
      "recorded_cost_usd",
      "Recorded cost",
      .dollars,
      "callCostInUSDCents as it was recorded."
    ),
    column("carrier_cost_usd", "Carrier cost", .dollars, "What the carrier charged for it."),
    column("rated_cost_usd", "Rated cost", .dollars, "What the rate card asks for it."),
    column("effective_cost_usd", "Cost", .dollars, "The cost that counts; empty where unknown."),
    column(
      "cost_source",
      "Cost source",
      .text,
      "Where the cost that counts comes from: carrier, recorded or rated."
    ),
    column(
      "dimension_lost",
      "Dimension lost",
      .boolean,
      "Whether the source has since lost the user or the rule, which is kept here."
    ),
    column("version", "Version", .ordinal, "How often OneUptime has changed the record."),
    column("extra", "Other fields", .text, "Fields OneUptime is not known to have, as JSON."),
  ]

  private static func column(
    _ name: String,
    _ title: String,
    _ unit: Unit,
    _ definition: String
  )
    -> Column
  {
    Column(name: name, title: title, unit: unit, definition: definition)
  }
}
