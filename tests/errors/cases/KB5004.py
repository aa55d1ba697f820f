class Box:  # <- KB5004
    def __init__(self, size: int) -> None:
        self.size = size
        self.items = []


class Linked:  # <- KB5004
    def __init__(self, size: int) -> None:
        self.size = size
        self.next = None

    def link(self, other):
        self.next = other


class Told:
    def __init__(self, size: int) -> None:
        self.half = size / 2
        self.names = ["a"] * size
        self.items: list[int] = []
