extension JSONShape {
  /// The pages of Twilio's list of calls.
  static let twilio = Self(
    listKey: "calls",
    siblings: [
      "first_page_uri", "next_page_uri", "previous_page_uri", "last_page_uri", "uri", "page",
      "page_size", "num_pages", "total", "start", "end",
    ],
    recordKeys: [
      "sid", "account_sid", "parent_call_sid", "date_created", "date_updated", "start_time",
      "end_time",
      "duration", "price", "price_unit", "direction", "status", "from", "from_formatted", "to",
      "to_formatted", "annotation", "answered_by", "api_version", "caller_name", "forwarded_from",
      "group_sid", "phone_number_sid", "queue_time", "trunk_sid", "subresource_uris", "uri",
    ]
  )
}
