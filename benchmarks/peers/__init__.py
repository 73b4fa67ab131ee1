"""What calltally is measured against, one peer a file."""
