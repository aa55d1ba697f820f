"""Exceptions of the user's own: raised, caught, their fields, causes and contexts; exceptions as values."""


class AppError(Exception):
    pass


class ConfigError(AppError, ValueError):
    """Of two bases."""


class CodeError(AppError):
    level = 3

    def __init__(self, code: int, detail: str = "none") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail
        self.history: list[int] = [code]

    @property
    def twice(self) -> int:
        return self.code * 2

    def describe(self, prefix: str, width: int = 4) -> str:
        return f"{prefix}{self.code:{width}d}"


class DeepError(CodeError):
    def __str__(self) -> str:
        return f"deep {self.code}"


class BadInit(Exception):
    def __init__(self, n: int) -> None:
        if n < 0:
            raise ValueError("negative")
        super().__init__(n)


Alias = CodeError
EITHER = (KeyError, ConfigError)


def raise_one(kind: int) -> int:
    if kind == 0:
        raise AppError
    if kind == 1:
        raise AppError()
    if kind == 2:
        raise AppError("text")
    if kind == 3:
        raise AppError("text", 3)
    if kind == 4:
        raise ConfigError(f"config {kind}")
    if kind == 5:
        raise CodeError(5)
    if kind == 6:
        raise CodeError(6, detail="keyword")
    if kind == 7:
        raise DeepError(code=7, detail="deep")
    if kind == 8:
        raise BadInit(1)
    if kind == 9:
        raise BadInit(-1)
    if kind == 10:
        raise Alias(10)
    if kind == 11:
        raise AppError([1, 2], {"a": 1}, (1.5, None), True, {3})
    if kind == 12:
        raise ValueError("several", 2)
    if kind == 13:
        raise OSError(2, "no such thing")
    if kind == 14:
        raise UnicodeDecodeError("ascii", b"x", 0, 1, "reason")
    if kind == 15:
        raise CodeError("wrong", 1, 2)  # type: ignore
    return kind


def catch_one(kind: int) -> str:
    try:
        raise_one(kind)
    except DeepError as e:
        return f"deep {e.code} {e.detail} {e}"
    except CodeError as e:
        return f"code {e.code} {e.detail} {e.level} {e.twice} {e.history} {e!r} {str(e)}"
    except ConfigError:
        return "config"
    except (AppError, BadInit) as e:
        return "app " + str(e) + " " + repr(e)
    except ValueError as e:
        return "value " + str(e)
    except OSError as e:
        return f"os {e.errno} {e.strerror}"
    return "none"


def catch_base(kind: int) -> str:
    try:
        raise_one(kind)
    except Exception as e:
        return type(e).__name__ + " " + e.__class__.__name__ + f" {e}"
    return "none"


def catch_tuple(kind: int) -> int:
    try:
        if kind == 0:
            raise KeyError(1)
        raise_one(kind)
    except EITHER:
        return 1
    return 0


def methods(n: int) -> str:
    try:
        raise DeepError(n)
    except CodeError as e:
        e.code = n + 1
        e.history.append(4)
        return e.describe("<") + e.describe("<", width=6) + str(e.twice) + str(e.args) + str(len(e.args))


def arguments(kind: int) -> str:
    try:
        raise_one(kind)
    except (AppError, ValueError) as e:
        if len(e.args) > 0:
            first = e.args[0]
            if isinstance(first, int):
                return "int " + str(first + 1)
            return f"{first}"
        return "no"
    return "none"


def bare_again(kind: int) -> int:
    try:
        raise_one(kind)
    except CodeError:
        raise
    except AppError as e:
        raise e
    return 0


def from_other(kind: int) -> int:
    try:
        raise_one(kind)
    except CodeError as e:
        raise ConfigError("from code") from e
    except ConfigError:
        raise RuntimeError("no cause") from None
    except AppError:
        raise KeyError("in a handler")
    return 0


def chain(kind: int) -> str:
    try:
        from_other(kind)
    except Exception as e:
        text = f"{e!r}"
        cause = e.__cause__
        if cause is not None:
            text += f" from {cause!r}"
        context = e.__context__
        if context is not None:
            text += f" while {context!r}"
        return text + f" {e.__suppress_context__}"
    return "none"


def deepest(n: int) -> str:
    """Contexts, one in another."""
    try:
        try:
            try:
                raise CodeError(n)
            except CodeError:
                raise AppError("second")
        except AppError:
            xs = [1]
            return str(xs[n])
    except IndexError as e:
        text = repr(e)
        at = e.__context__
        while at is not None:
            text += " < " + repr(at)
            at = at.__context__
        return text


def made_value(n: int) -> AppError:
    e = CodeError(n, "value")
    e.detail = "changed"
    return e


def raise_value(n: int) -> int:
    e = made_value(n)
    if n > 2:
        raise e
    try:
        raise e
    except CodeError as same:
        if same is e:
            return same.code
    return -1


def is_one(e: Exception) -> str:
    if isinstance(e, DeepError):
        return "deep" + str(e.code)
    if isinstance(e, CodeError):
        return "code" + str(e.code)
    if isinstance(e, (KeyError, ConfigError)):
        return "key or config"
    return "other"


def classify(kind: int) -> str:
    try:
        raise_one(kind)
    except Exception as e:
        return is_one(e)
    return "none"


def last_error(kinds: list[int]) -> str:
    last: Exception | None = None
    for kind in kinds:
        try:
            raise_one(kind)
        except Exception as e:
            last = e
    if last is None:
        return "none"
    return repr(last)


def collected(kinds: list[int]) -> list[str]:
    errors = []
    for kind in kinds:
        try:
            raise_one(kind)
        except AppError as e:
            errors.append(e)
    return [str(e) for e in errors]


def finally_and_own(n: int, log: list[int]) -> int:
    try:
        if n > 0:
            raise CodeError(n)
        log.append(1)
    except ConfigError:
        log.append(2)
    finally:
        log.append(3)
    return n


def retry(n: int) -> int:
    tries = 0
    while True:
        try:
            tries += 1
            if tries < n:
                raise AppError(tries)
            return tries
        except AppError as e:
            if tries > 50:
                raise ConfigError("too often") from e


def recursive(n: int) -> int:
    if n == 0:
        raise CodeError(0)
    try:
        return recursive(n - 1)
    except CodeError as e:
        raise CodeError(e.code + 1) from e


def context_of_builtin(xs: list[int], i: int) -> int:
    try:
        return xs[i]
    except IndexError:
        return 1 // (i - 5)


def notes(n: int) -> list[str]:
    try:
        raise CodeError(n)
    except CodeError as e:
        e.add_note("one")
        e.add_note(f"two {n}")
        return e.__notes__


class Reader:
    """Raises what its own methods give, or raise."""

    def __init__(self, text: str) -> None:
        self.text = text

    def failure(self, code: int) -> CodeError:
        return CodeError(code + len(self.text))

    def raised(self, what: str) -> CodeError:
        raise KeyError(what)

    def give(self, n: int) -> str:
        if n < 0:
            raise self.failure(n)
        if n > len(self.text):
            raise self.failure(n) from None
        if n == 2:
            raise self.raised("two")
        return self.text[:n]


def raised_by_methods(text: str, n: int) -> str:
    try:
        return Reader(text).give(n)
    except CodeError as e:
        return f"code {e.code}"


CALLS = [
    *[("raised_by_methods", "abc", n) for n in range(-1, 5)],
    *[(f, k) for f in ("raise_one", "catch_one", "catch_base", "catch_tuple", "arguments", "bare_again", "from_other", "chain", "classify") for k in range(16) if not (f == "arguments" and k in (11, 14))],
    ("methods", 3), ("deepest", 1), ("deepest", 0),
    *[("raise_value", n) for n in range(5)],
    ("last_error", []), ("last_error", [0, 2, 5, 20]),
    ("collected", [0, 2, 3, 5, 7, 20]), ("collected", [9]),
    ("finally_and_own", 0, []), ("finally_and_own", 2, []),
    ("retry", 3), ("retry", 100),
    *[("recursive", n) for n in (0, 1, 5)],
    ("context_of_builtin", [1], 0), ("context_of_builtin", [1], 5), ("context_of_builtin", [1], 7),
    ("notes", 2),
]
CALLED = ["made_value", "is_one"]
