# What of sys is the same wherever the code runs.
maxsize: int = 9223372036854775807
maxunicode: int = 1114111
