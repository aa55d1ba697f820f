# A list of which only the sum is asked keeps no items; one that is returned as well does.


def squares(n: int) -> int:
    return sum(i * i for i in range(n))


def mean(xs: list[float]) -> float:
    kept = []
    for x in xs:
        kept.append(x)
    return sum(kept) / len(kept)


def both(xs: list[int]) -> tuple[int, list[int]]:
    kept = [x for x in xs]
    return max(kept), kept


# RUN: ir --after fold_lists --only squares
# EXPECT:
# func squares(n: int) -> int {
#   sum of result: list[int] = list[int]()
#   if ((n >= -2147483648) and (n <= 2147483648)):
#     for item.2 in range(0, n, 1):
#       i.3: int = item.2
#       evaluate append(result, mul.unchecked(i.3, i.3))
#   else:
#     for item.4 in range(0, n, 1):
#       i.5: int = item.4
#       evaluate append(result, mul(i.5, i.5))
#   return python_sum(result)
# }

# RUN: ir --after fold_lists --only mean
# EXPECT:
# func mean(xs: list[float]) -> float {
#   sum of kept: list[float] = convert[list[float]](list[float]())
#   for item in xs:
#     x: float = item
#     evaluate append(kept, x)
#   return let left = (convert[float | Literal[0]](0) if (len(kept) == 0) else convert[float | Literal[0]](python_sum(kept))) in let right = len(kept) in (div(convert[float](left), convert[float](right)) if is_member[0](left) else div(convert[int](0), right))
# }

# RUN: ir --after fold_lists --only both
# EXPECT:
# func both(xs: list[int]) -> tuple[int, list[int]] {
#   result: list[int] = list[int]()
#   for item in xs:
#     x: int = item
#     evaluate append(result, x)
#   kept: list[int] = convert[list[int]](result)
#   return tuple(max_item(kept), convert[list[int]](kept))
# }
