#include "hand.hpp"

struct Particle {
  double x, y, z, vx, vy, vz, mass;
};

constexpr double pi = 3.14159265358979323, solar_mass = 4 * pi * pi, days = 365.24;

static std::vector<Particle> planets() {
  std::vector<Particle> out = {
      {0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0},
      {4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01, 1.66007664274403694e-03, 7.69901118419740425e-03, -6.90460016972063023e-05,
       9.54791938424326609e-04},
      {8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01, -2.76742510726862411e-03, 4.99852801234917238e-03, 2.30417297573763929e-05,
       2.85885980666130812e-04},
      {1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01, 2.96460137564761618e-03, 2.37847173959480950e-03, -2.96589568540237556e-05,
       4.36624404335156298e-05},
      {1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01, 2.68067772490389322e-03, 1.62824170038242295e-03, -9.51592254519715870e-05,
       5.15138902046611451e-05},
  };
  for (auto& b : out) {
    b.vx *= days;
    b.vy *= days;
    b.vz *= days;
    b.mass *= solar_mass;
  }
  return out;
}

static double energy(const std::vector<Particle>& bodies) {
  double e = 0;
  for (size_t i = 0; i < bodies.size(); ++i) {
    const Particle& b = bodies[i];
    e += 0.5 * b.mass * (b.vx * b.vx + b.vy * b.vy + b.vz * b.vz);
    for (size_t j = i + 1; j < bodies.size(); ++j) {
      const Particle& c = bodies[j];
      const double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
      e -= b.mass * c.mass / std::sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  return e;
}

static void advance(std::vector<Particle>& bodies, double dt, int n) {
  for (int step = 0; step < n; ++step) {
    for (size_t i = 0; i < bodies.size(); ++i) {
      Particle& b = bodies[i];
      for (size_t j = i + 1; j < bodies.size(); ++j) {
        Particle& c = bodies[j];
        const double dx = b.x - c.x, dy = b.y - c.y, dz = b.z - c.z;
        const double square = dx * dx + dy * dy + dz * dz;
        const double magnitude = dt / (square * std::sqrt(square));
        const double bm = b.mass * magnitude, cm = c.mass * magnitude;
        b.vx -= dx * cm;
        b.vy -= dy * cm;
        b.vz -= dz * cm;
        c.vx += dx * bm;
        c.vy += dy * bm;
        c.vz += dz * bm;
      }
    }
    for (auto& b : bodies) {
      b.x += dt * b.vx;
      b.y += dt * b.vy;
      b.z += dt * b.vz;
    }
  }
}

static std::pair<double, double> run(int n) {
  auto bodies = planets();
  double px = 0, py = 0, pz = 0;
  for (const auto& b : bodies) {
    px -= b.vx * b.mass;
    py -= b.vy * b.mass;
    pz -= b.vz * b.mass;
  }
  Particle& sun = bodies[0];
  sun.vx = px / sun.mass;
  sun.vy = py / sun.mass;
  sun.vz = pz / sun.mass;
  const double before = energy(bodies);
  advance(bodies, 0.01, n);
  return {before, energy(bodies)};
}

PYBIND11_MODULE(nbody, m) { m.def("run", run); }
