"""`except*` and groups of exceptions: what each handler takes, what is raised in the end, with tracebacks, contexts and causes."""
# ruff: noqa: B904


class Mine(ValueError):
    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class MyGroup(ExceptionGroup):
    pass


def fail(kind: int) -> int:
    if kind == 0:
        raise ValueError("value")
    if kind == 1:
        raise TypeError("type")
    if kind == 2:
        raise KeyError("key")
    if kind == 3:
        raise Mine(7)
    if kind == 4:
        raise KeyboardInterrupt
    return kind


def group(kind: int) -> None:
    if kind == 0:
        raise ExceptionGroup("one", [ValueError(1)])
    if kind == 1:
        raise ExceptionGroup("two", [ValueError(1), TypeError("t")])
    if kind == 2:
        raise ExceptionGroup("nested", [ValueError(1), ExceptionGroup("inner", [TypeError("t"), KeyError("k")]), Mine(3)])
    if kind == 3:
        raise BaseExceptionGroup("base", [KeyboardInterrupt(), ValueError(2)])
    if kind == 4:
        raise MyGroup("mine", [OSError(1, "no"), ValueError(2)])
    if kind == 5:
        raise ExceptionGroup("", [])
    if kind == 6:
        raise ExceptionGroup("bad", [KeyboardInterrupt()])


def seen(kind: int) -> list[str]:
    out: list[str] = []
    try:
        group(kind)
        out.append("fine")
    except* ValueError as e:
        out.append("V" + repr(e))
        for one in e.exceptions:
            out.append(str(one))
    except* (TypeError, KeyError) as e:
        out.append("TK" + e.message + str(len(e.exceptions)))
    except* KeyboardInterrupt:
        out.append("K")
    except* OSError as e:
        out.append("O" + str(e))
    else:
        out.append("else")
    finally:
        out.append("finally")
    return out


def naked(kind: int) -> list[str]:
    out: list[str] = []
    try:
        out.append(str(fail(kind)))
    except* Mine as e:
        out.append(repr(e))
    except* ValueError as e:
        out.append("V" + repr(e) + str(e.exceptions[0]))
    except* TypeError:
        out.append("T")
    return out


def rest(kind: int) -> int:
    try:
        group(kind)
    except* TypeError:
        return_value = 1
        kind += return_value
    return kind


def raises_new(kind: int) -> int:
    try:
        group(kind)
    except* ValueError:
        raise OSError("from handler")
    except* TypeError as e:
        raise RuntimeError("second") from e
    return 0


def raises_one(kind: int) -> None:
    try:
        fail(kind)
    except* ValueError:
        raise OSError("from handler")


def again(kind: int) -> None:
    try:
        group(kind)
    except* ValueError:
        raise
    except* TypeError as e:
        raise e


def again_all(kind: int) -> None:
    try:
        group(kind)
    except* ValueError:
        raise
    except* TypeError:
        raise
    except* Exception:
        raise


def again_naked(kind: int) -> None:
    try:
        fail(kind)
    except* ValueError:
        raise


def by_call(kind: int) -> str:
    try:
        try:
            group(kind)
        except* TypeError:
            fail(0)
        except* ValueError:
            fail(2)
    except* OSError:
        return_text = "os"
    except* KeyError as e:
        return_text = "key" + repr(e)
    else:
        return_text = "none"
    return return_text


def nested(kind: int) -> list[str]:
    out: list[str] = []
    try:
        try:
            group(kind)
        except* KeyError as e:
            out.append("inner" + repr(e))
    except* ValueError as e:
        out.append("outer" + repr(e))
    except* Exception as e:
        out.append("others" + repr(e))
    return out


def in_loop(n: int) -> list[str]:
    out: list[str] = []
    for kind in range(n):
        try:
            group(kind % 3)
        except* ValueError as e:
            out.append(str(kind) + repr(e))
        except* TypeError:
            continue_with = "t"
            out.append(continue_with)
        except* KeyError:
            pass
    return out


def names(kind: int) -> str:
    text = "before"
    count = 0
    try:
        count += 1
        group(kind)
        text = "after"
    except* ValueError as e:
        text = e.message
        count += 10
    except* TypeError:
        count += 100
    return text + str(count)


def parts(kind: int) -> list[str]:
    out: list[str] = []
    try:
        group(kind)
    except BaseExceptionGroup as e:
        out.append(e.message + str(len(e.exceptions)))
        of_value = e.subgroup(ValueError)
        out.append("none" if of_value is None else repr(of_value))
        matched, others = e.split((TypeError, KeyError))
        out.append(repr(matched))
        out.append(repr(others))
        big = e.subgroup(lambda one: isinstance(one, KeyError))
        out.append(repr(big))
    return out


def group_class(kind: int) -> None:
    try:
        group(kind)
    except* ExceptionGroup:
        pass


def context_of_new(kind: int) -> None:
    try:
        try:
            fail(0)
        except ValueError:
            group(kind)
    except* TypeError:
        raise LookupError("new")


def generator(kind: int):
    try:
        yield 1
        group(kind)
    except* ValueError as e:
        yield 2
        yield len(e.exceptions)
    yield 4


def generated(kind: int) -> list[int]:
    return list(generator(kind))


def keeping(kind: int):
    last: Exception | None = None
    for k in range(2):
        try:
            yield k
            fail(kind)
        except Mine as e:
            last = e
            yield 100 + e.code
        except TypeError:
            raise LookupError("context")
        yield 0 if last is None else 5


def kept(kind: int) -> list[int]:
    return list(keeping(kind))


def returned(kind: int) -> ExceptionGroup:
    return ExceptionGroup("made", [ValueError(kind), TypeError(kind)])


def closure(kind: int) -> list[str]:
    out: list[str] = []

    def note(text: str) -> None:
        out.append(text)

    try:
        group(kind)
    except* Exception as e:
        note(repr(e))
    return out


CALLS = [(name, kind) for name in ["seen", "rest", "raises_new", "again", "again_all", "by_call", "nested", "names", "parts", "group_class", "context_of_new", "generated", "closure"] for kind in range(8)]
CALLS += [(name, kind) for name in ["naked", "raises_one", "again_naked"] for kind in [0, 1, 2, 3, 5]]
CALLS += [("in_loop", 7), ("group", 1), ("group", 2), ("fail", 3), ("returned", 1)]
CALLS += [("kept", kind) for kind in [0, 1, 3, 5]]
CALLED = ["generator", "keeping"]
