/// Options and commands, declared once.
