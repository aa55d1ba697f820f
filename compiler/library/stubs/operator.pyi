# Operators as functions: what they are in Python.
add: source = "lambda a, b, /: a + b"
sub: source = "lambda a, b, /: a - b"
mul: source = "lambda a, b, /: a * b"
truediv: source = "lambda a, b, /: a / b"
floordiv: source = "lambda a, b, /: a // b"
mod: source = "lambda a, b, /: a % b"
pow: source = "lambda a, b, /: a ** b"
matmul: source = "lambda a, b, /: a @ b"
lshift: source = "lambda a, b, /: a << b"
rshift: source = "lambda a, b, /: a >> b"
and_: source = "lambda a, b, /: a & b"
or_: source = "lambda a, b, /: a | b"
xor: source = "lambda a, b, /: a ^ b"
eq: source = "lambda a, b, /: a == b"
ne: source = "lambda a, b, /: a != b"
lt: source = "lambda a, b, /: a < b"
le: source = "lambda a, b, /: a <= b"
gt: source = "lambda a, b, /: a > b"
ge: source = "lambda a, b, /: a >= b"
is_: source = "lambda a, b, /: a is b"
is_not: source = "lambda a, b, /: a is not b"
neg: source = "lambda a, /: -a"
pos: source = "lambda a, /: +a"
invert: source = "lambda a, /: ~a"
not_: source = "lambda a, /: not a"
truth: source = "lambda a, /: bool(a)"
abs: source = "lambda a, /: abs(a)"
index: source = "lambda a, /: int(a)"
contains: source = "lambda a, b, /: b in a"
getitem: source = "lambda a, b, /: a[b]"
countOf: source = "lambda a, b, /: sum([x == b for x in a])"
concat: source = "lambda a, b, /: a + b"
@special
def itemgetter(item, /, *items): ...
@special
def attrgetter(attr, /, *attrs): ...
@special
def methodcaller(name, /, *args, **kwargs): ...
