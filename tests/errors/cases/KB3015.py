def never_filled(n: int) -> int:
    xs = []
    return len(sorted(xs, key=abs))  # <- KB3015
