/// Why a record, or a whole input, was not taken in: the `reason` of a line in the rejects file.
package enum RejectReason: String, Sendable, CaseIterable {
  case malformedJSON = "malformed_json"
  case truncated
  case invalidUTF8 = "invalid_utf8"
  case nulByte = "nul_byte"
  case tooDeep = "too_deep"
  case tooLarge = "too_large"
  case duplicateKey = "duplicate_key"
  case wrongType = "wrong_type"
  case wrongFieldCount = "wrong_field_count"
  case malformedRow = "malformed_row"
  case invalidIdentifier = "invalid_id"
  case missingField = "missing_field"
  case invalidInstant = "invalid_instant"
  case instantWithoutZone = "instant_without_zone"
  case instantOutOfRange = "instant_out_of_range"
  case numberOutOfRange = "number_out_of_range"
  case numberTooFine = "number_too_fine"
  case unrecognized = "unrecognized_record"
  case errorResponse = "error_response"
  case emptyObject = "empty_object"
  case htmlPage = "html_page"
  case sqliteDatabase = "sqlite_database"
  case unsupportedForm = "unsupported_form"
  case emptyInput = "empty_input"
  case damagedCompression = "damaged_compression"
  case unreadable
}
