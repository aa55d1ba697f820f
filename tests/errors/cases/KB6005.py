class Base:  # <- KB6005
    size: int = 0


class Derived(Base):
    def __del__(self) -> None:  # <- KB6001
        print(self.size)


class Further(Derived):  # <- KB6005
    pass


class Apart:
    size: int = 0
