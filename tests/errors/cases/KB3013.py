def grows(n: int) -> int:
    t = (0,)
    for i in range(n):  # <- KB3013
        t = (t, i)
    return n
