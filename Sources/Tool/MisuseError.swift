/// A command line that reads well and makes no sense.
enum MisuseError: Error {
  case unknownFormat(path: String)
  case formatWithOutputs
  case repeatedOutput(path: String)
  case definitionAndTables(option: String)
  case definitionAndList(option: String)
  case outputPathMissing
  case noPeriod(command: String)
  case purgeWithoutSource
  case purgeWithoutBefore
  case periodWithoutVerify
  case noServer
  case noKey
  case malformedKey(origin: String)
  case noCarrierAccount
  case malformedCarrierAccount(origin: String)
}

extension MisuseError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownFormat(let path):
      "'\(path)' does not tell its format: expected a name that ends in .csv, .json, .ndjson, "
        + ".xlsx or .txt, or --format"
    case .formatWithOutputs:
      "--format can go with one --output only; several take their formats from their names"
    case .repeatedOutput(let path):
      "'\(path)' is given as --output twice"
    case .definitionAndList(let option):
      "\(option) cannot change a definition that lists attempts; it has no groups"
    case .definitionAndTables(let option):
      "\(option) cannot change a definition with several tables; edit a copy of it"
    case .periodWithoutVerify:
      "a period says what --verify looks at; all that is new is read in any case"
    case .noServer: "which server? Give --url, or set CALLTALLY_URL"
    case .noKey:
      "no API key: name its file with --api-key-file, or set CALLTALLY_API_KEY; never as an argument, "
        + "where others could see it"
    case .malformedKey(let origin):
      "\(origin): expected one API key and nothing else"
    case .noCarrierAccount:
      "which account? Name the file with its sid and auth token with --credentials-file, or set "
        + "TWILIO_ACCOUNT_SID, and TWILIO_AUTH_TOKEN or TWILIO_API_KEY and TWILIO_API_SECRET"
    case .malformedCarrierAccount(let origin):
      "\(origin): expected an account sid (AC and 32 of 0-9 and a-f) and its auth token, or between the "
        + "two the sid of an API key (SK…) or of the parent account, whose secret it then is"
    case .noPeriod(let command):
      "\(command) needs a period: give --month, or --from and --to"
    case .purgeWithoutSource:
      "purge deletes at the source, and nowhere else: say so with --source"
    case .purgeWithoutBefore:
      "which attempts? Give the first day whose attempts stay with --before"
    case .outputPathMissing:
      "a workbook cannot be shown on a terminal: name a file with --output, or redirect"
    }
  }
}
