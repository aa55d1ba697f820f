"""The DeltaBlue constraint solver (John Maloney and Mario Wolczko), in the shape of pyperformance's: a graph of small objects, calls chosen by class."""

from __future__ import annotations

from typing import Optional

NONE = 0
FORWARD = 1
BACKWARD = -1


class Strength:
    def __init__(self, strength: int, name: str) -> None:
        self.strength = strength
        self.name = name


class Strengths:
    def __init__(self) -> None:
        self.required = Strength(0, "required")
        self.strong_preferred = Strength(1, "strongPreferred")
        self.preferred = Strength(2, "preferred")
        self.strong_default = Strength(3, "strongDefault")
        self.normal = Strength(4, "normal")
        self.weak_default = Strength(5, "weakDefault")
        self.weakest = Strength(6, "weakest")

    def next_weaker(self, s: Strength) -> Strength:
        if s.strength == 0:
            return self.weakest
        if s.strength == 1:
            return self.weak_default
        if s.strength == 2:
            return self.normal
        if s.strength == 3:
            return self.strong_default
        if s.strength == 4:
            return self.preferred
        return self.required


def stronger(a: Strength, b: Strength) -> bool:
    return a.strength < b.strength


def weaker(a: Strength, b: Strength) -> bool:
    return a.strength > b.strength


def weakest_of(a: Strength, b: Strength) -> Strength:
    if weaker(a, b):
        return a
    return b


class Constraint:
    def __init__(self, planner: Planner, strength: Strength) -> None:
        self.planner = planner
        self.strength = strength

    def add_constraint(self) -> None:
        self.add_to_graph()
        self.planner.incremental_add(self)

    def satisfy(self, mark: int) -> Optional[Constraint]:
        self.choose_method(mark)
        if not self.is_satisfied():
            if self.strength is self.planner.strengths.required:
                raise ValueError("Could not satisfy a required constraint!")
            return None
        self.mark_inputs(mark)
        out = self.output()
        overridden = out.determined_by
        if overridden is not None:
            overridden.mark_unsatisfied()
        out.determined_by = self
        if not self.planner.add_propagate(self, mark):
            raise ValueError("Cycle encountered")
        out.mark = mark
        return overridden

    def destroy_constraint(self) -> None:
        if self.is_satisfied():
            self.planner.incremental_remove(self)
        else:
            self.remove_from_graph()

    def is_input(self) -> bool:
        return False

    def add_to_graph(self) -> None:
        raise NotImplementedError

    def remove_from_graph(self) -> None:
        raise NotImplementedError

    def choose_method(self, mark: int) -> None:
        raise NotImplementedError

    def is_satisfied(self) -> bool:
        raise NotImplementedError

    def mark_inputs(self, mark: int) -> None:
        raise NotImplementedError

    def output(self) -> Variable:
        raise NotImplementedError

    def mark_unsatisfied(self) -> None:
        raise NotImplementedError

    def inputs_known(self, mark: int) -> bool:
        raise NotImplementedError

    def recalculate(self) -> None:
        raise NotImplementedError

    def execute(self) -> None:
        raise NotImplementedError


class UnaryConstraint(Constraint):
    def __init__(self, planner: Planner, v: Variable, strength: Strength) -> None:
        super().__init__(planner, strength)
        self.my_output = v
        self.satisfied = False
        self.add_constraint()

    def add_to_graph(self) -> None:
        self.my_output.add_constraint(self)
        self.satisfied = False

    def choose_method(self, mark: int) -> None:
        self.satisfied = self.my_output.mark != mark and stronger(self.strength, self.my_output.walk_strength)

    def is_satisfied(self) -> bool:
        return self.satisfied

    def mark_inputs(self, mark: int) -> None:
        pass

    def output(self) -> Variable:
        return self.my_output

    def recalculate(self) -> None:
        self.my_output.walk_strength = self.strength
        self.my_output.stay = not self.is_input()
        if self.my_output.stay:
            self.execute()

    def mark_unsatisfied(self) -> None:
        self.satisfied = False

    def inputs_known(self, mark: int) -> bool:
        return True

    def remove_from_graph(self) -> None:
        self.my_output.remove_constraint(self)
        self.satisfied = False

    def execute(self) -> None:
        pass


class StayConstraint(UnaryConstraint):
    pass


class EditConstraint(UnaryConstraint):
    def is_input(self) -> bool:
        return True


class BinaryConstraint(Constraint):
    def __init__(self, planner: Planner, v1: Variable, v2: Variable, strength: Strength) -> None:
        super().__init__(planner, strength)
        self.v1 = v1
        self.v2 = v2
        self.direction = NONE
        self.add_constraint()

    def choose_method(self, mark: int) -> None:
        if self.v1.mark == mark:
            if self.v2.mark != mark and stronger(self.strength, self.v2.walk_strength):
                self.direction = FORWARD
            else:
                self.direction = BACKWARD
        if self.v2.mark == mark:
            if self.v1.mark != mark and stronger(self.strength, self.v1.walk_strength):
                self.direction = BACKWARD
            else:
                self.direction = NONE
        if weaker(self.v1.walk_strength, self.v2.walk_strength):
            if stronger(self.strength, self.v1.walk_strength):
                self.direction = BACKWARD
            else:
                self.direction = NONE
        else:
            if stronger(self.strength, self.v2.walk_strength):
                self.direction = FORWARD
            else:
                self.direction = BACKWARD

    def add_to_graph(self) -> None:
        self.v1.add_constraint(self)
        self.v2.add_constraint(self)
        self.direction = NONE

    def is_satisfied(self) -> bool:
        return self.direction != NONE

    def mark_inputs(self, mark: int) -> None:
        self.input().mark = mark

    def input(self) -> Variable:
        if self.direction == FORWARD:
            return self.v1
        return self.v2

    def output(self) -> Variable:
        if self.direction == FORWARD:
            return self.v2
        return self.v1

    def recalculate(self) -> None:
        ihn = self.input()
        out = self.output()
        out.walk_strength = weakest_of(self.strength, ihn.walk_strength)
        out.stay = ihn.stay
        if out.stay:
            self.execute()

    def mark_unsatisfied(self) -> None:
        self.direction = NONE

    def inputs_known(self, mark: int) -> bool:
        i = self.input()
        return i.mark == mark or i.stay or i.determined_by is None

    def remove_from_graph(self) -> None:
        self.v1.remove_constraint(self)
        self.v2.remove_constraint(self)
        self.direction = NONE


class ScaleConstraint(BinaryConstraint):
    def __init__(self, planner: Planner, src: Variable, scale: Variable, offset: Variable, dest: Variable, strength: Strength) -> None:
        self.scale = scale
        self.offset = offset
        super().__init__(planner, src, dest, strength)

    def add_to_graph(self) -> None:
        super().add_to_graph()
        self.scale.add_constraint(self)
        self.offset.add_constraint(self)

    def remove_from_graph(self) -> None:
        super().remove_from_graph()
        self.scale.remove_constraint(self)
        self.offset.remove_constraint(self)

    def mark_inputs(self, mark: int) -> None:
        super().mark_inputs(mark)
        self.scale.mark = mark
        self.offset.mark = mark

    def execute(self) -> None:
        if self.direction == FORWARD:
            self.v2.value = self.v1.value * self.scale.value + self.offset.value
        else:
            self.v1.value = (self.v2.value - self.offset.value) // self.scale.value

    def recalculate(self) -> None:
        ihn = self.input()
        out = self.output()
        out.walk_strength = weakest_of(self.strength, ihn.walk_strength)
        out.stay = ihn.stay and self.scale.stay and self.offset.stay
        if out.stay:
            self.execute()


class EqualityConstraint(BinaryConstraint):
    def execute(self) -> None:
        self.output().value = self.input().value


class Variable:
    def __init__(self, strengths: Strengths, name: str, value: int = 0) -> None:
        self.name = name
        self.value = value
        self.constraints: list[Constraint] = []
        self.determined_by: Optional[Constraint] = None
        self.mark = 0
        self.walk_strength = strengths.weakest
        self.stay = True

    def add_constraint(self, constraint: Constraint) -> None:
        self.constraints.append(constraint)

    def remove_constraint(self, constraint: Constraint) -> None:
        self.constraints.remove(constraint)
        if self.determined_by is constraint:
            self.determined_by = None


class Planner:
    def __init__(self) -> None:
        self.strengths = Strengths()
        self.current_mark = 0

    def incremental_add(self, constraint: Constraint) -> None:
        mark = self.new_mark()
        overridden = constraint.satisfy(mark)
        while overridden is not None:
            overridden = overridden.satisfy(mark)

    def incremental_remove(self, constraint: Constraint) -> None:
        out = constraint.output()
        constraint.mark_unsatisfied()
        constraint.remove_from_graph()
        unsatisfied = self.remove_propagate_from(out)
        strength = self.strengths.required
        repeat = True
        while repeat:
            for u in unsatisfied:
                if u.strength is strength:
                    self.incremental_add(u)
                strength = self.strengths.next_weaker(strength)
            repeat = strength is not self.strengths.weakest and len(unsatisfied) > 0

    def new_mark(self) -> int:
        self.current_mark += 1
        return self.current_mark

    def make_plan(self, sources: list[Constraint]) -> Plan:
        mark = self.new_mark()
        plan = Plan()
        todo = sources
        while len(todo):
            c = todo.pop(0)
            if c.output().mark != mark and c.inputs_known(mark):
                plan.add_constraint(c)
                c.output().mark = mark
                self.add_constraints_consuming_to(c.output(), todo)
        return plan

    def extract_plan_from_constraints(self, constraints: list[Constraint]) -> Plan:
        sources: list[Constraint] = []
        for c in constraints:
            if c.is_input() and c.is_satisfied():
                sources.append(c)
        return self.make_plan(sources)

    def add_propagate(self, c: Constraint, mark: int) -> bool:
        todo = [c]
        while len(todo):
            d = todo.pop(0)
            if d.output().mark == mark:
                self.incremental_remove(c)
                return False
            d.recalculate()
            self.add_constraints_consuming_to(d.output(), todo)
        return True

    def remove_propagate_from(self, out: Variable) -> list[Constraint]:
        out.determined_by = None
        out.walk_strength = self.strengths.weakest
        out.stay = True
        unsatisfied: list[Constraint] = []
        todo = [out]
        while len(todo):
            v = todo.pop(0)
            for c in v.constraints:
                if not c.is_satisfied():
                    unsatisfied.append(c)
            determining = v.determined_by
            for c in v.constraints:
                if c is not determining and c.is_satisfied():
                    c.recalculate()
                    todo.append(c.output())
        return unsatisfied

    def add_constraints_consuming_to(self, v: Variable, coll: list[Constraint]) -> None:
        determining = v.determined_by
        for c in v.constraints:
            if c is not determining and c.is_satisfied():
                coll.append(c)


class Plan:
    def __init__(self) -> None:
        self.v: list[Constraint] = []

    def add_constraint(self, c: Constraint) -> None:
        self.v.append(c)

    def execute(self) -> None:
        for c in self.v:
            c.execute()


def chain_test(n: int) -> int:
    planner = Planner()
    strengths = planner.strengths
    variables = [Variable(strengths, "v%s" % i) for i in range(n + 1)]
    for i in range(n):
        EqualityConstraint(planner, variables[i], variables[i + 1], strengths.required)
    first = variables[0]
    last = variables[n]
    StayConstraint(planner, last, strengths.strong_default)
    edit = EditConstraint(planner, first, strengths.preferred)
    edits: list[Constraint] = [edit]
    plan = planner.extract_plan_from_constraints(edits)
    failures = 0
    for i in range(100):
        first.value = i
        plan.execute()
        if last.value != i:
            failures += 1
    return failures


def change(planner: Planner, v: Variable, value: int) -> None:
    edit = EditConstraint(planner, v, planner.strengths.preferred)
    edits: list[Constraint] = [edit]
    plan = planner.extract_plan_from_constraints(edits)
    for _ in range(10):
        v.value = value
        plan.execute()
    edit.destroy_constraint()


def projection_test(n: int) -> int:
    planner = Planner()
    strengths = planner.strengths
    scale = Variable(strengths, "scale", 10)
    offset = Variable(strengths, "offset", 1000)
    src = Variable(strengths, "none")
    dst = src
    destinations: list[Variable] = []
    for i in range(n):
        src = Variable(strengths, "src%s" % i, i)
        dst = Variable(strengths, "dst%s" % i, i)
        destinations.append(dst)
        StayConstraint(planner, src, strengths.normal)
        ScaleConstraint(planner, src, scale, offset, dst, strengths.required)
    failures = 0
    change(planner, src, 17)
    if dst.value != 1170:
        failures += 1
    change(planner, dst, 1050)
    if src.value != 5:
        failures += 1
    change(planner, scale, 5)
    for i in range(n - 1):
        if destinations[i].value != i * 5 + 1000:
            failures += 1
    change(planner, offset, 2000)
    for i in range(n - 1):
        if destinations[i].value != i * 5 + 2000:
            failures += 1
    return failures


def run(n: int) -> tuple[int, int]:
    return chain_test(n), projection_test(n)
