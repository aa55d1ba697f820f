"""Martin Richards' simulation of an operating system's kernel, in the shape of pyperformance's: linked lists of packets, tasks with an overridden method."""

from __future__ import annotations

from typing import Optional

IDLE = 1
WORK = 2
HANDLER_A = 3
HANDLER_B = 4
DEVICE_A = 5
DEVICE_B = 6

K_DEVICE = 1000
K_WORK = 1001

BUFFER_SIZE = 4
TASK_TABLE_SIZE = 10


class Packet:
    def __init__(self, link: Optional[Packet], ident: int, kind: int) -> None:
        self.link = link
        self.ident = ident
        self.kind = kind
        self.datum = 0
        self.data = [0] * BUFFER_SIZE

    def append_to(self, packets: Optional[Packet]) -> Packet:
        self.link = None
        if packets is None:
            return self
        p = packets
        following = p.link
        while following is not None:
            p = following
            following = p.link
        p.link = self
        return packets


class TaskRecord:
    pass


class DeviceTaskRecord(TaskRecord):
    def __init__(self) -> None:
        self.pending: Optional[Packet] = None


class IdleTaskRecord(TaskRecord):
    def __init__(self) -> None:
        self.control = 1
        self.count = 10000


class HandlerTaskRecord(TaskRecord):
    def __init__(self) -> None:
        self.work_in: Optional[Packet] = None
        self.device_in: Optional[Packet] = None

    def add_work(self, p: Packet) -> Optional[Packet]:
        self.work_in = p.append_to(self.work_in)
        return self.work_in

    def add_device(self, p: Packet) -> Optional[Packet]:
        self.device_in = p.append_to(self.device_in)
        return self.device_in


class WorkerTaskRecord(TaskRecord):
    def __init__(self) -> None:
        self.destination = HANDLER_A
        self.count = 0


class TaskState:
    def __init__(self) -> None:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False

    def set_packet_pending(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = False
        self.task_holding = False
        return self

    def set_waiting(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = True
        self.task_holding = False
        return self

    def set_running(self) -> TaskState:
        self.packet_pending = False
        self.task_waiting = False
        self.task_holding = False
        return self

    def set_waiting_with_packet(self) -> TaskState:
        self.packet_pending = True
        self.task_waiting = True
        self.task_holding = False
        return self

    def is_packet_pending(self) -> bool:
        return self.packet_pending

    def is_waiting(self) -> bool:
        return self.task_waiting

    def is_holding(self) -> bool:
        return self.task_holding

    def is_holding_or_waiting(self) -> bool:
        return self.task_holding or (not self.packet_pending and self.task_waiting)

    def is_waiting_with_packet(self) -> bool:
        return self.packet_pending and self.task_waiting and not self.task_holding


class WorkArea:
    def __init__(self) -> None:
        self.table: list[Optional[Task]] = [None] * TASK_TABLE_SIZE
        self.tasks: Optional[Task] = None
        self.hold_count = 0
        self.packet_count = 0


class Task(TaskState):
    def __init__(self, area: WorkArea, ident: int, priority: int, work: Optional[Packet], state: TaskState, record: TaskRecord) -> None:
        self.area = area
        self.link = area.tasks
        self.ident = ident
        self.priority = priority
        self.input = work
        self.packet_pending = state.is_packet_pending()
        self.task_waiting = state.is_waiting()
        self.task_holding = state.is_holding()
        self.record = record
        area.tasks = self
        area.table[ident] = self

    def step(self, packet: Optional[Packet], record: TaskRecord) -> Optional[Task]:
        raise NotImplementedError

    def add_packet(self, packet: Packet, old: Task) -> Task:
        if self.input is None:
            self.input = packet
            self.packet_pending = True
            if self.priority > old.priority:
                return self
        else:
            packet.append_to(self.input)
        return old

    def run_task(self) -> Optional[Task]:
        message: Optional[Packet]
        if self.is_waiting_with_packet():
            message = self.input
            assert message is not None
            self.input = message.link
            if self.input is None:
                self.set_running()
            else:
                self.set_packet_pending()
        else:
            message = None
        return self.step(message, self.record)

    def wait_task(self) -> Task:
        self.task_waiting = True
        return self

    def hold(self) -> Optional[Task]:
        self.area.hold_count += 1
        self.task_holding = True
        return self.link

    def release(self, ident: int) -> Task:
        t = self.find(ident)
        t.task_holding = False
        if t.priority > self.priority:
            return t
        return self

    def queue_packet(self, packet: Packet) -> Task:
        t = self.find(packet.ident)
        self.area.packet_count += 1
        packet.link = None
        packet.ident = self.ident
        return t.add_packet(packet, self)

    def find(self, ident: int) -> Task:
        t = self.area.table[ident]
        if t is None:
            raise ValueError("Bad task id %d" % ident)
        return t


class DeviceTask(Task):
    def step(self, packet: Optional[Packet], record: TaskRecord) -> Optional[Task]:
        assert isinstance(record, DeviceTaskRecord)
        if packet is None:
            packet = record.pending
            if packet is None:
                return self.wait_task()
            record.pending = None
            return self.queue_packet(packet)
        record.pending = packet
        return self.hold()


class HandlerTask(Task):
    def step(self, packet: Optional[Packet], record: TaskRecord) -> Optional[Task]:
        assert isinstance(record, HandlerTaskRecord)
        if packet is not None:
            if packet.kind == K_WORK:
                record.add_work(packet)
            else:
                record.add_device(packet)
        work = record.work_in
        if work is None:
            return self.wait_task()
        count = work.datum
        if count >= BUFFER_SIZE:
            record.work_in = work.link
            return self.queue_packet(work)
        device = record.device_in
        if device is None:
            return self.wait_task()
        record.device_in = device.link
        device.datum = work.data[count]
        work.datum = count + 1
        return self.queue_packet(device)


class IdleTask(Task):
    def __init__(self, area: WorkArea, ident: int, state: TaskState, record: TaskRecord) -> None:
        Task.__init__(self, area, ident, 0, None, state, record)

    def step(self, packet: Optional[Packet], record: TaskRecord) -> Optional[Task]:
        assert isinstance(record, IdleTaskRecord)
        record.count -= 1
        if record.count == 0:
            return self.hold()
        if record.control & 1 == 0:
            record.control //= 2
            return self.release(DEVICE_A)
        record.control = record.control // 2 ^ 0xd008
        return self.release(DEVICE_B)


A = ord("A")


class WorkTask(Task):
    def step(self, packet: Optional[Packet], record: TaskRecord) -> Optional[Task]:
        assert isinstance(record, WorkerTaskRecord)
        if packet is None:
            return self.wait_task()
        destination = HANDLER_B if record.destination == HANDLER_A else HANDLER_A
        record.destination = destination
        packet.ident = destination
        packet.datum = 0
        for i in range(BUFFER_SIZE):
            record.count += 1
            if record.count > 26:
                record.count = 1
            packet.data[i] = A + record.count - 1
        return self.queue_packet(packet)


def schedule(area: WorkArea) -> None:
    t = area.tasks
    while t is not None:
        if t.is_holding_or_waiting():
            t = t.link
        else:
            t = t.run_task()


def run(iterations: int) -> tuple[int, int]:
    area = WorkArea()
    for _ in range(iterations):
        area = WorkArea()
        IdleTask(area, IDLE, TaskState().set_running(), IdleTaskRecord())

        queue = Packet(None, 0, K_WORK)
        queue = Packet(queue, 0, K_WORK)
        WorkTask(area, WORK, 1000, queue, TaskState().set_waiting_with_packet(), WorkerTaskRecord())

        queue = Packet(None, DEVICE_A, K_DEVICE)
        queue = Packet(queue, DEVICE_A, K_DEVICE)
        queue = Packet(queue, DEVICE_A, K_DEVICE)
        HandlerTask(area, HANDLER_A, 2000, queue, TaskState().set_waiting_with_packet(), HandlerTaskRecord())

        queue = Packet(None, DEVICE_B, K_DEVICE)
        queue = Packet(queue, DEVICE_B, K_DEVICE)
        queue = Packet(queue, DEVICE_B, K_DEVICE)
        HandlerTask(area, HANDLER_B, 3000, queue, TaskState().set_waiting_with_packet(), HandlerTaskRecord())

        DeviceTask(area, DEVICE_A, 4000, None, TaskState().set_waiting(), DeviceTaskRecord())
        DeviceTask(area, DEVICE_B, 5000, None, TaskState().set_waiting(), DeviceTaskRecord())
        schedule(area)
    return area.hold_count, area.packet_count
