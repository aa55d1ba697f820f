"""Search with lists, sets, dicts and a queue of Python's: a maze, the eight queens, primes."""

from collections import deque


def shortest_path(width: int, height: int, walls: set[tuple[int, int]]) -> int:
    todo = deque([(0, 0)])
    distance = {(0, 0): 0}
    while todo:
        x, y = todo.popleft()
        if x == width - 1 and y == height - 1:
            return distance[(x, y)]
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            other = (x + dx, y + dy)
            if 0 <= other[0] < width and 0 <= other[1] < height and other not in walls and other not in distance:
                distance[other] = distance[(x, y)] + 1
                todo.append(other)
    return -1


def place(n: int, row: int, columns: list[bool], up: list[bool], down: list[bool]) -> int:
    if row == n:
        return 1
    found = 0
    for column in range(n):
        if columns[column] or up[row + column] or down[row - column + n]:
            continue
        columns[column] = up[row + column] = down[row - column + n] = True
        found += place(n, row + 1, columns, up, down)
        columns[column] = up[row + column] = down[row - column + n] = False
    return found


def queens(n: int) -> int:
    return place(n, 0, [False] * n, [False] * (2 * n), [False] * (2 * n + 1))


def primes(n: int) -> list[int]:
    is_prime = [True] * (n + 1)
    found = []
    for i in range(2, n + 1):
        if is_prime[i]:
            found.append(i)
            for k in range(i * i, n + 1, i):
                is_prime[k] = False
    return found


def groups(words: list[str]) -> list[list[str]]:
    by_letters: dict[str, list[str]] = {}
    for word in words:
        by_letters.setdefault("".join(sorted(word)), []).append(word)
    return sorted(group for group in by_letters.values() if len(group) > 1)
