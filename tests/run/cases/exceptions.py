"""raise, try, except, else, finally: every builtin class, what a handler sees, what leaves a finally."""


def raise_named(kind: int) -> int:
    if kind == 0:
        raise ValueError
    if kind == 1:
        raise ValueError()
    if kind == 2:
        raise ValueError("bad value")
    if kind == 3:
        raise TypeError("bad type")
    if kind == 4:
        raise KeyError("key")
    if kind == 5:
        raise IndexError("index")
    if kind == 6:
        raise ZeroDivisionError("zero")
    if kind == 7:
        raise OverflowError("over")
    if kind == 8:
        raise RuntimeError("run")
    if kind == 9:
        raise NotImplementedError
    if kind == 10:
        raise ArithmeticError("arith")
    if kind == 11:
        raise LookupError("look")
    if kind == 12:
        raise AssertionError("assert")
    if kind == 13:
        raise AttributeError("attribute")
    if kind == 14:
        raise NameError("name")
    if kind == 15:
        raise OSError("os")
    if kind == 16:
        raise MemoryError("memory")
    if kind == 17:
        raise StopIteration("stop")
    if kind == 18:
        raise FloatingPointError("float")
    if kind == 19:
        raise Exception("any")
    if kind == 20:
        raise UnboundLocalError("unbound")
    if kind == 21:
        raise BufferError("buffer")
    if kind == 22:
        raise EOFError("eof")
    if kind == 23:
        raise ImportError("import")
    if kind == 24:
        raise RecursionError("deep")
    if kind == 25:
        raise FileNotFoundError("file")
    if kind == 26:
        raise PermissionError("permission")
    if kind == 27:
        raise TimeoutError("timeout")
    if kind == 28:
        raise SystemError("system")
    if kind == 29:
        raise ReferenceError("reference")
    if kind == 30:
        raise ModuleNotFoundError("module")
    if kind == 31:
        raise IOError("io")
    if kind == 32:
        raise KeyError(5)
    if kind == 33:
        raise UserWarning("warn")
    if kind == 34:
        raise DeprecationWarning("warn")
    if kind == 35:
        raise ConnectionError("connection")
    return kind


def catch_one(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return -1


def catch_class_above(kind: int) -> str:
    try:
        raise_named(kind)
    except ArithmeticError:
        return "arithmetic"
    except LookupError:
        return "lookup"
    except (ValueError, TypeError):
        return "value or type"
    except Exception:
        return "other"
    return "none"


def catch_bare(kind: int) -> int:
    try:
        return raise_named(kind)
    except:  # noqa: E722
        return -1


def catch_not(t: list[int], i: int) -> int:
    try:
        return t[i]
    except KeyError:
        return -1


def index_of(t: list[int], i: int, d: dict[str, int], k: str):
    try:
        a = t[i]
    except IndexError:
        a = -100
    try:
        b = d[k]
    except KeyError:
        b = -200
    return a, b


def try_else(a: int, b: int) -> int:
    try:
        r = a // b
    except ZeroDivisionError:
        r = -5
    else:
        r += 1000
    return r


def try_finally(a: int, b: int):
    log = [0]
    try:
        log.append(a // b)
    except ZeroDivisionError:
        log.append(-1)
    else:
        log.append(-2)
    finally:
        log.append(-3)
    return log


def finally_order(a: int, b: int, log: list[int]) -> int:
    try:
        log.append(1)
        return a // b
    finally:
        log.append(2)


def finally_overrides(a: int, b: int) -> int:
    try:
        return a // b
    finally:
        return 7  # noqa: B012


def finally_break(n: int) -> int:
    total = 0
    for i in range(n):
        try:
            if i == 3:
                continue
            if i == 6:
                break
            total += i
        finally:
            total += 100
    return total


def finally_swallows(n: int) -> int:
    total = 0
    for i in range(n):
        try:
            total += 10 // (i - 2)
        finally:
            continue  # noqa: B012
    return total


def finally_breaks_out(n: int) -> int:
    while True:
        try:
            n = n // 0
        finally:
            break  # noqa: B012
    return n


def reraise(a: int, b: int, log: list[int]) -> int:
    try:
        return a % b
    except ZeroDivisionError:
        log.append(1)
        raise


def raise_other(a: int, b: int) -> int:
    try:
        return a % b
    except ZeroDivisionError as e:
        raise ValueError("modulus") from e


def raise_from_none(a: int, b: int) -> int:
    try:
        return a % b
    except ZeroDivisionError:
        raise ValueError("modulus") from None


def nested_try(a: int, b: int) -> int:
    try:
        try:
            return a // b
        except IndexError:
            return -1
        finally:
            a += 1
    except ZeroDivisionError:
        return a


def text_of(kind: int) -> str:
    try:
        raise_named(kind)
    except (ValueError, TypeError) as e:
        return str(e)
    except ZeroDivisionError as e:
        return "zero: " + str(e)
    return ""


def texts(kind: int, d: dict[str, int], t: list[int], x: float):
    try:
        if kind == 0:
            return str(d["é'"])
        if kind == 1:
            return str(t[5])
        if kind == 2:
            return str(x**1000.0)
        if kind == 3:
            raise ValueError(5)
        if kind == 4:
            raise KeyError(5)
        if kind == 5:
            raise RuntimeError("naïve")
        if kind == 6:
            raise RuntimeError(1.5)
        raise KeyError
    except Exception as e:
        return str(e)


def name_gone(a: int, b: int) -> int:
    e = 5
    try:
        a = a // b
    except ZeroDivisionError as e:
        a = -1
    return a + e


def raise_caught(kind: int) -> int:
    try:
        raise_named(kind)
    except ValueError as e:
        raise e
    return 0


def handler_raises(a: int, b: int) -> int:
    try:
        return a // b
    except ZeroDivisionError:
        return a // (b * b)


def first_state(n: int):
    state = 0
    try:
        state = 1
        x = 10 // n
        state = 2
        x = 10 // (n - 1)
        state = 3
    except ZeroDivisionError:
        return state
    return state, x


def unbound_after(n: int) -> int:
    try:
        x = 10 // n
    except ZeroDivisionError:
        pass
    return x


def changes_type(n: int):
    x = 1
    try:
        x = 2.5
        10 // n
        x = "three"
    except ZeroDivisionError:
        return x
    return x


def in_loop(t: list[int]) -> int:
    bad = 0
    for x in t:
        try:
            if 100 // x > 10:
                raise ValueError("large")
        except ZeroDivisionError:
            bad += 1
            continue
        except ValueError:
            bad += 10
        else:
            bad += 100
    return bad


def retry(n: int) -> int:
    attempts = 0
    while True:
        try:
            attempts += 1
            if attempts < n:
                raise RuntimeError("again")
            break
        except RuntimeError:
            pass
    return attempts


def message_parts(n: int) -> int:
    if n < 0:
        raise ValueError("negative: " + str(n))
    return n


def raise_in_helper(n: int) -> int:
    def check(k):
        if k > 3:
            raise KeyError("k")
        return k

    try:
        return check(n)
    except KeyError:
        return -n


def finally_raises(n: int) -> int:
    try:
        return 1 // n
    finally:
        if n == 2:
            raise KeyError("finally")


def try_in_finally(n: int):
    out = []
    try:
        out.append(1)
    finally:
        try:
            out.append(10 // n)
        except ZeroDivisionError:
            out.append(-1)
    return out


def assertion(n: int) -> int:
    try:
        assert n > 0, "positive"
    except AssertionError:
        return -1
    return n


def deep(n: int) -> int:
    if n == 0:
        raise ValueError("bottom")
    try:
        return deep(n - 1)
    finally:
        n += 1


def overflow_caught(a: float) -> float:
    try:
        return a**1000.0
    except OverflowError:
        return -1.0


def return_in_except_finally(a: int, log: list[int]) -> int:
    try:
        log.append(1)
        return 5 // a
    except ZeroDivisionError:
        log.append(2)
        return -1
    finally:
        log.append(3)


def else_raises(n: int) -> int:
    try:
        x = n
    except ValueError:
        return -1
    else:
        x = 1 // n
    return x


def raise_nothing(a: int) -> int:
    if a > 1:
        raise
    return a


def handled_by_caller(a: int) -> int:
    try:
        return 5 // a
    except ZeroDivisionError:
        return raise_nothing(a + 2)


def unbound_condition(a: int) -> int:
    if a:
        while late:
            a += 1
    elif not late2:
        return 1 if late else 2
    late = late2 = 3
    return a


def no_class(a: object) -> bool:
    return isinstance(a, (float, "no class"))


CALLS = [
    *[(f, k) for f in ("raise_nothing", "handled_by_caller", "unbound_condition") for k in (0, 1, 2)], ("no_class", 1.5), ("no_class", 1),
    *[(f, k) for f in ("raise_named", "catch_class_above", "catch_bare", "text_of", "raise_caught") for k in range(37)],
    *[(f, *a) for f in ("catch_one", "try_else", "try_finally", "finally_overrides", "raise_other", "raise_from_none", "nested_try", "name_gone", "handler_raises") for a in ((7, 2), (7, 0))],
    *[(f, *a, [9]) for f in ("finally_order", "reraise") for a in ((7, 2), (7, 0))],
    ("catch_not", [1], 0), ("catch_not", [1], 1),
    ("index_of", [1], 0, {"a": 1}, "a"), ("index_of", [1], 1, {"a": 1}, "b"), ("index_of", [1], -2, {}, ""),
    *[(f, n) for f in ("finally_break", "finally_swallows", "first_state", "unbound_after", "changes_type", "retry", "raise_in_helper", "finally_raises", "try_in_finally", "assertion", "deep",
                       "else_raises") for n in (0, 1, 2, 5, 9)],
    ("finally_breaks_out", 3),
    *[("texts", k, {}, [], 1e300) for k in range(8)],
    ("in_loop", []), ("in_loop", [0, 1, 5, 50]),
    ("message_parts", 1), ("message_parts", -1),
    ("overflow_caught", 2.0), ("overflow_caught", 1e10),
    ("return_in_except_finally", 1, []), ("return_in_except_finally", 0, []),
]
