@main enum Calltally { static func main() {} }
