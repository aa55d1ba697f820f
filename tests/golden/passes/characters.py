# Characters that are compared, classified and appended are code points; one that is kept as a text stays one.


def letters(text: str) -> str:
    out = ""
    for c in text:
        if c.isalpha() or c == "_":
            out += c
    return out


def same(a: str, b: str) -> int:
    n = 0
    for i, c in enumerate(a):
        if c == b[i]:
            n += ord(c)
    return n


def kept(text: str) -> list[str]:
    out = []
    for c in text:
        if c != " ":
            out.append(c)
    return out


# RUN: ir --after characters --only letters
# EXPECT:
# func letters(text: str) -> str {
#   out: str = convert[str]('')
#   for item in text:
#     c: np.uint32 = item
#     if (isalpha(c) or (c == convert[np.uint32](95))):
#       out: str = concat(out, c)
#   return out
# }

# RUN: ir --after characters --only same
# EXPECT:
# func same(a: str, b: str) -> int {
#   n: int = convert[int](0)
#   for item in enumerate(a, 0):
#     i: int = item.0
#     c: np.uint32 = code_of(item.1)
#     if (c == code_at(b, i)):
#       n: int = add(n, convert[int](c))
#   return n
# }

# RUN: ir --after characters --only kept
# EXPECT:
# func kept(text: str) -> list[str] {
#   out: list[str] = convert[list[str]](list[str]())
#   for item in text:
#     c: str = item
#     if (c != convert[str](' ')):
#       evaluate append(out, c)
#   return convert[list[str]](out)
# }
