"""What the account tests share."""

PASSWORD = "a long enough pass phrase"
