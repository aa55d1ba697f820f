#include "hand.hpp"

#include <array>

// As one writes it in C++: the area owns the tasks, all packets live as long as the round, lists of packets are raw pointers.
enum { idle = 1, work, handler_a, handler_b, device_a, device_b };
enum Kind { device_kind = 1000, work_kind };
constexpr int buffer_size = 4;

struct Packet {
  Packet* link;
  int ident;
  Kind kind;
  int datum = 0;
  std::array<int, buffer_size> data{};

  Packet* append_to(Packet* packets) {
    link = nullptr;
    if (!packets) return this;
    Packet* p = packets;
    while (p->link) p = p->link;
    p->link = this;
    return packets;
  }
};

struct Task;

struct Area {
  std::array<std::unique_ptr<Task>, 10> table;
  Task* tasks = nullptr;
  int hold_count = 0, packet_count = 0;
};

struct State {
  bool packet_pending = false, task_waiting = false, task_holding = false;
};

struct Task {
  Area& area;
  Task* link;
  int ident, priority;
  Packet* input;
  State state;

  Task(Area& a, int i, int p, Packet* packets, State s) : area(a), link(a.tasks), ident(i), priority(p), input(packets), state(s) { a.tasks = this; }
  virtual ~Task() = default;
  virtual Task* step(Packet* packet) = 0;

  bool holding_or_waiting() const { return state.task_holding || (!state.packet_pending && state.task_waiting); }
  Task* add_packet(Packet* packet, Task* old) {
    if (!input) {
      input = packet;
      state.packet_pending = true;
      if (priority > old->priority) return this;
    } else {
      packet->append_to(input);
    }
    return old;
  }
  Task* run() {
    Packet* message = nullptr;
    if (state.packet_pending && state.task_waiting && !state.task_holding) {
      message = input;
      input = message->link;
      state = {input != nullptr, false, false};
    }
    return step(message);
  }
  Task* wait() {
    state.task_waiting = true;
    return this;
  }
  Task* hold() {
    ++area.hold_count;
    state.task_holding = true;
    return link;
  }
  Task* find(int i) {
    Task* t = area.table.at(i).get();
    if (!t) throw std::invalid_argument("Bad task id " + std::to_string(i));
    return t;
  }
  Task* release(int i) {
    Task* t = find(i);
    t->state.task_holding = false;
    return t->priority > priority ? t : this;
  }
  Task* queue_packet(Packet* packet) {
    Task* t = find(packet->ident);
    ++area.packet_count;
    packet->link = nullptr;
    packet->ident = ident;
    return t->add_packet(packet, this);
  }
};

struct DeviceTask final : Task {
  using Task::Task;
  Packet* pending = nullptr;
  Task* step(Packet* packet) override {
    if (!packet) {
      if (!pending) return wait();
      return queue_packet(std::exchange(pending, nullptr));
    }
    pending = packet;
    return hold();
  }
};

struct HandlerTask final : Task {
  using Task::Task;
  Packet *work_in = nullptr, *device_in = nullptr;
  Task* step(Packet* packet) override {
    if (packet) {
      Packet*& packets = packet->kind == work_kind ? work_in : device_in;
      packets = packet->append_to(packets);
    }
    Packet* todo = work_in;
    if (!todo) return wait();
    const int count = todo->datum;
    if (count >= buffer_size) {
      work_in = todo->link;
      return queue_packet(todo);
    }
    Packet* device = device_in;
    if (!device) return wait();
    device_in = device->link;
    device->datum = todo->data[count];
    todo->datum = count + 1;
    return queue_packet(device);
  }
};

struct IdleTask final : Task {
  IdleTask(Area& a, int i, State s) : Task(a, i, 0, nullptr, s) {}
  int control = 1, count = 10000;
  Task* step(Packet*) override {
    if (--count == 0) return hold();
    const bool even = (control & 1) == 0;
    control /= 2;
    if (even) return release(device_a);
    control ^= 0xd008;
    return release(device_b);
  }
};

struct WorkTask final : Task {
  using Task::Task;
  int destination = handler_a, count = 0;
  Task* step(Packet* packet) override {
    if (!packet) return wait();
    destination = destination == handler_a ? handler_b : handler_a;
    packet->ident = destination;
    packet->datum = 0;
    for (int& letter : packet->data) {
      if (++count > 26) count = 1;
      letter = 'A' + count - 1;
    }
    return queue_packet(packet);
  }
};

static std::pair<int, int> run(int iterations) {
  std::pair<int, int> counts;
  for (int i = 0; i < iterations; ++i) {
    std::vector<std::unique_ptr<Packet>> packets;
    const auto packet = [&](Packet* link, int ident, Kind kind) { return packets.emplace_back(new Packet{link, ident, kind}).get(); };
    Area area;
    const State running{}, waiting{false, true, false}, with_packet{true, true, false};
    area.table[idle] = std::make_unique<IdleTask>(area, idle, running);
    Packet* queue = packet(packet(nullptr, 0, work_kind), 0, work_kind);
    area.table[work] = std::make_unique<WorkTask>(area, work, 1000, queue, with_packet);
    queue = packet(packet(packet(nullptr, device_a, device_kind), device_a, device_kind), device_a, device_kind);
    area.table[handler_a] = std::make_unique<HandlerTask>(area, handler_a, 2000, queue, with_packet);
    queue = packet(packet(packet(nullptr, device_b, device_kind), device_b, device_kind), device_b, device_kind);
    area.table[handler_b] = std::make_unique<HandlerTask>(area, handler_b, 3000, queue, with_packet);
    area.table[device_a] = std::make_unique<DeviceTask>(area, device_a, 4000, nullptr, waiting);
    area.table[device_b] = std::make_unique<DeviceTask>(area, device_b, 5000, nullptr, waiting);
    for (Task* t = area.tasks; t;) t = t->holding_or_waiting() ? t->link : t->run();
    counts = {area.hold_count, area.packet_count};
  }
  return counts;
}

PYBIND11_MODULE(richards, m) { m.def("run", run); }
